package org.cardpress.creator.publish;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashMap;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.ftpserver.FtpServer;
import org.apache.ftpserver.FtpServerFactory;
import org.apache.ftpserver.command.AbstractCommand;
import org.apache.ftpserver.command.CommandFactoryFactory;
import org.apache.ftpserver.ftplet.DataConnection;
import org.apache.ftpserver.ftplet.DefaultFtpReply;
import org.apache.ftpserver.ftplet.FtpException;
import org.apache.ftpserver.ftplet.FtpRequest;
import org.apache.ftpserver.impl.FtpIoSession;
import org.apache.ftpserver.impl.FtpServerContext;
import org.apache.ftpserver.listener.Listener;
import org.apache.ftpserver.listener.ListenerFactory;
import org.apache.ftpserver.usermanager.impl.BaseUser;
import org.apache.ftpserver.usermanager.impl.WritePermission;
import org.cardpress.creator.fetch.Digests;
import org.cardpress.protocol.worker.Grant;

/** A real FTP server that speaks the warehouse's two SITE commands, and breaks uploads off when told to. */
public final class FtpWarehouse implements AutoCloseable {
    /** Uploads still to be broken off, and after how many bytes. */
    final AtomicInteger breaks = new AtomicInteger();

    final AtomicInteger breakAfter = new AtomicInteger(1 << 20);
    /** Offsets at which uploads began. */
    final List<Long> offsets = new CopyOnWriteArrayList<>();

    private final Path root;
    private final FtpServer server;
    private final Listener listener;

    public FtpWarehouse(Path root) throws FtpException, IOException {
        this.root = Files.createDirectories(root);
        ListenerFactory listeners = new ListenerFactory();
        listeners.setServerAddress("127.0.0.1");
        listeners.setPort(0);
        listener = listeners.createListener();
        CommandFactoryFactory commands = new CommandFactoryFactory();
        commands.addCommand("STOR", new Store());
        commands.addCommand("SITE", new Site());
        FtpServerFactory factory = new FtpServerFactory();
        factory.addListener("default", listener);
        factory.setCommandFactory(commands.createCommandFactory());
        factory.setFtplets(new HashMap<>());
        BaseUser user = new BaseUser();
        user.setName("creator");
        user.setPassword("token");
        user.setHomeDirectory(root.toString());
        user.setAuthorities(List.of(new WritePermission()));
        factory.getUserManager().save(user);
        server = factory.createServer();
        server.start();
    }

    public Grant grant() {
        return new Grant(
                Grant.Operation.UPLOAD, "ftp://127.0.0.1:" + listener.getPort(), "/images/o1/", "creator", "token");
    }

    public Path published(String path) {
        return root.resolve("published" + path);
    }

    @Override
    public void close() {
        server.stop();
    }

    private Path incoming(String path) throws IOException {
        Path file = root.resolve(path.substring(1));
        Files.createDirectories(file.getParent());
        return file;
    }

    private final class Store extends AbstractCommand {
        @Override
        public void execute(FtpIoSession session, FtpServerContext context, FtpRequest request) throws IOException {
            long offset = session.getFileOffset();
            offsets.add(offset);
            session.write(new DefaultFtpReply(150, "go"));
            boolean breaking = breaks.getAndUpdate(left -> Math.max(0, left - 1)) > 0;
            try {
                DataConnection data = session.getDataConnection().openConnection();
                try (OutputStream file = Files.newOutputStream(
                                incoming(request.getArgument()), StandardOpenOption.CREATE, StandardOpenOption.APPEND);
                        OutputStream out = breaking ? new Breaking(file, breakAfter.get()) : file) {
                    data.transferFromClient(session.getFtpletSession(), out);
                }
                session.write(new DefaultFtpReply(226, "done"));
            } catch (Exception e) {
                session.close(true);
            } finally {
                session.resetState();
                session.getDataConnection().closeDataConnection();
            }
        }
    }

    private final class Site extends AbstractCommand {
        @Override
        public void execute(FtpIoSession session, FtpServerContext context, FtpRequest request) throws IOException {
            session.resetState();
            String[] words = request.getArgument().split(" ");
            if (words[0].equals("DROP")) {
                Files.deleteIfExists(incoming(words[1]));
                session.write(new DefaultFtpReply(250, "dropped"));
                return;
            }
            if (words[0].equals("VERIFY")) {
                Path there = published(words[3]);
                boolean same = Files.exists(there)
                        && Files.size(there) == Long.parseLong(words[1])
                        && Digests.sha256(Files.readAllBytes(there)).equals(words[2]);
                session.write(new DefaultFtpReply(same ? 250 : 550, same ? "as told" : "not there, or another"));
                return;
            }
            Path came = incoming(words[3]);
            byte[] bytes = Files.readAllBytes(came);
            Path target = published(words[3]);
            if (bytes.length != Long.parseLong(words[1])
                    || !Digests.sha256(bytes).equals(words[2])) {
                Files.delete(came);
                session.write(new DefaultFtpReply(550, bytes.length + " bytes came; removed, send it again"));
            } else if (Files.exists(target)) {
                session.write(new DefaultFtpReply(550, "exists; a published file is never replaced"));
            } else {
                Files.createDirectories(target.getParent());
                Files.move(came, target);
                session.write(new DefaultFtpReply(250, "published"));
            }
        }
    }

    /** Takes so many bytes, then fails. */
    private static final class Breaking extends OutputStream {
        private final OutputStream out;
        private int left;

        Breaking(OutputStream out, int left) {
            this.out = out;
            this.left = left;
        }

        @Override
        public void write(int value) throws IOException {
            if (left-- <= 0) {
                throw new IOException("broken off");
            }
            out.write(value);
        }

        @Override
        public void write(byte[] bytes, int from, int length) throws IOException {
            int count = Math.min(left, length);
            out.write(bytes, from, count);
            left -= count;
            if (count < length) {
                throw new IOException("broken off");
            }
        }
    }
}
