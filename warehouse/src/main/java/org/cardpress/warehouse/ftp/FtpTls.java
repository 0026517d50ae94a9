package org.cardpress.warehouse.ftp;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import javax.net.ssl.TrustManagerFactory;
import org.apache.ftpserver.ssl.ClientAuth;
import org.apache.ftpserver.ssl.SslConfiguration;
import org.apache.ftpserver.ssl.impl.DefaultSslConfiguration;
import org.cardpress.warehouse.tls.Pem;

/** The certificate in the shape of the library. Clients show none, so nobody is trusted by one. */
final class FtpTls {
    /**
     * Not 1.3 on this side: after its handshake a server sends session tickets, which a client that only uploads never reads, so the
     * client's system resets the data connection when it closes it and the end of the file is lost (seen with curl and lftp). And
     * the close of a socket of the JDK reaches GnuTLS as a fatal alert.
     */
    private static final String[] VERSIONS = {"TLSv1.2"};

    private FtpTls() {}

    static SslConfiguration of(Pem pem) throws IOException {
        try {
            TrustManagerFactory nobody = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            KeyStore empty = KeyStore.getInstance("PKCS12");
            empty.load(null, null);
            nobody.init(empty);
            return new DefaultSslConfiguration(pem.keys(), nobody, ClientAuth.NONE, VERSIONS, null, Pem.ALIAS);
        } catch (GeneralSecurityException unusable) {
            throw new IOException("TLS with " + pem + " failed: " + unusable.getMessage(), unusable);
        }
    }
}
