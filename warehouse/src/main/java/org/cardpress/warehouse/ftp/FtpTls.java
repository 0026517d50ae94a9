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
    private FtpTls() {}

    static SslConfiguration of(Pem pem) throws IOException {
        try {
            TrustManagerFactory nobody = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            KeyStore empty = KeyStore.getInstance("PKCS12");
            empty.load(null, null);
            nobody.init(empty);
            String[] versions = Pem.VERSIONS.toArray(new String[0]);
            return new DefaultSslConfiguration(pem.keys(), nobody, ClientAuth.NONE, versions, null, Pem.ALIAS);
        } catch (GeneralSecurityException unusable) {
            throw new IOException("TLS with " + pem + " failed: " + unusable.getMessage(), unusable);
        }
    }
}
