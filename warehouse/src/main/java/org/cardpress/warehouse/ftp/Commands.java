package org.cardpress.warehouse.ftp;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.apache.ftpserver.command.Command;
import org.apache.ftpserver.command.CommandFactory;
import org.apache.ftpserver.command.impl.ABOR;
import org.apache.ftpserver.command.impl.AUTH;
import org.apache.ftpserver.command.impl.CDUP;
import org.apache.ftpserver.command.impl.CWD;
import org.apache.ftpserver.command.impl.DELE;
import org.apache.ftpserver.command.impl.EPSV;
import org.apache.ftpserver.command.impl.LIST;
import org.apache.ftpserver.command.impl.MDTM;
import org.apache.ftpserver.command.impl.MLSD;
import org.apache.ftpserver.command.impl.MLST;
import org.apache.ftpserver.command.impl.NLST;
import org.apache.ftpserver.command.impl.NOOP;
import org.apache.ftpserver.command.impl.OPTS;
import org.apache.ftpserver.command.impl.PASS;
import org.apache.ftpserver.command.impl.PASV;
import org.apache.ftpserver.command.impl.PBSZ;
import org.apache.ftpserver.command.impl.PROT;
import org.apache.ftpserver.command.impl.PWD;
import org.apache.ftpserver.command.impl.QUIT;
import org.apache.ftpserver.command.impl.REST;
import org.apache.ftpserver.command.impl.STRU;
import org.apache.ftpserver.command.impl.SYST;
import org.apache.ftpserver.command.impl.TYPE;
import org.apache.ftpserver.command.impl.USER;
import org.apache.ftpserver.ftplet.DefaultFtpReply;
import org.cardpress.warehouse.access.AccessCheck;
import org.cardpress.warehouse.store.Store;
import org.jspecify.annotations.Nullable;

/**
 * Every command there is. What is not here (rename, make and remove directories, active mode, compression, server-side hashes of
 * the library) is answered with 502. Those that touch files are {@link Guarded}; those that publish or delete ask without a cache.
 */
final class Commands implements CommandFactory {
    private static final String FEATURES =
            "Extensions supported\n SIZE\n MDTM\n REST STREAM\n MLST Size;Modify;Type;Perm\n EPSV\n UTF8\n TVFS\n%sEnd";

    private final Map<String, Command> commands = new HashMap<>();
    private final boolean privateData;

    /**
     * @param fresh asks the scheduler each time
     * @param remembered the same, with answers kept for a few seconds
     * @param tls whether there is a certificate; {@code tlsOnly} whether one must use it
     */
    Commands(AccessCheck fresh, AccessCheck remembered, Store store, Stalls stalls, boolean tls, boolean tlsOnly) {
        this.privateData = tlsOnly;
        Login login = new Login(tlsOnly);
        commands.put("USER", login.user(new USER()));
        commands.put("PASS", login.pass(remembered, new PASS()));
        addTalk(tls);
        addLooks(remembered);
        commands.put("RETR", new Guarded(remembered, data(new Send(stalls))));
        commands.put("STOR", new Guarded(remembered, data(new Receive(store.incoming(), false))));
        commands.put("APPE", new Guarded(remembered, data(new Receive(store.incoming(), true))));
        commands.put("ALLO", new Guarded(remembered, new Allocate(store.space())));
        commands.put("SITE", new Guarded(fresh, new Site(store.incoming(), store.publisher())));
        commands.put("DELE", new Guarded(fresh, Shown.path(new DELE())));
        commands.put("SIZE", new Guarded(remembered, new Length(store.incoming())));
    }

    private void addTalk(boolean tls) {
        String features = FEATURES.formatted(tls ? " AUTH TLS\n PBSZ\n PROT\n" : "");
        commands.put("FEAT", (session, context, request) -> session.write(new DefaultFtpReply(211, features)));
        commands.put("ABOR", new ABOR());
        commands.put("AUTH", new AUTH());
        commands.put("EPSV", new EPSV());
        commands.put("NOOP", new NOOP());
        commands.put("OPTS", new OPTS());
        commands.put("PASV", new PASV());
        commands.put("PBSZ", new PBSZ());
        commands.put("PROT", new PROT());
        commands.put("PWD", new PWD());
        commands.put("QUIT", new QUIT());
        commands.put("REST", new REST());
        commands.put("STRU", new STRU());
        commands.put("SYST", new SYST());
        commands.put("TYPE", new TYPE());
    }

    private void addLooks(AccessCheck check) {
        commands.put("CWD", new Guarded(check, new CWD()));
        commands.put("CDUP", new Guarded(check, new CDUP()));
        commands.put("LIST", new Guarded(check, data(Shown.listing(new LIST()))));
        commands.put("NLST", new Guarded(check, data(Shown.listing(new NLST()))));
        commands.put("MLSD", new Guarded(check, data(Shown.listing(new MLSD()))));
        commands.put("MLST", new Guarded(check, Shown.listing(new MLST())));
        commands.put("MDTM", new Guarded(check, Shown.path(new MDTM())));
    }

    private Command data(Command command) {
        return privateData ? new PrivateData(command) : command;
    }

    @Override
    @SuppressWarnings("NullAway") // its contract: null is not implemented
    public @Nullable Command getCommand(String name) {
        return commands.get(name.toUpperCase(Locale.ROOT));
    }
}
