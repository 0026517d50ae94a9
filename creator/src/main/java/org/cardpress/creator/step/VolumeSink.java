package org.cardpress.creator.step;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.time.Instant;
import org.cardpress.creator.ext4.Ext4Volume;
import org.cardpress.creator.ext4.FileSink;
import org.cardpress.creator.job.CreateListener;
import org.cardpress.creator.unpack.EntrySink;
import org.cardpress.protocol.hotspot.TargetPath;

/** Writes entries to the data partition. */
final class VolumeSink implements EntrySink {
    private static final int PLAIN_MODE = 0644;

    private final Ext4Volume volume;
    private final CreateListener watch;
    private final byte[] buffer = new byte[256 << 10];

    VolumeSink(Ext4Volume volume, CreateListener watch) {
        this.volume = volume;
        this.watch = watch;
    }

    @Override
    public void directory(TargetPath path) throws IOException {
        volume.directory(path.names());
    }

    @Override
    public void file(TargetPath path, int mode, Instant modified, InputStream in) throws IOException {
        FileSink sink = volume.file(path.names(), mode, modified);
        for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
            sink.write(ByteBuffer.wrap(buffer, 0, count));
            watch.advance(count);
        }
        sink.close();
    }

    /** A file as it is, unpacked from nothing. */
    void plain(TargetPath path, Path from) throws IOException {
        FileSink sink = volume.file(path.names(), PLAIN_MODE, Build.TIME);
        try (FileChannel file = FileChannel.open(from)) {
            for (int count = sink.take(file); count >= 0; count = sink.take(file)) {
                watch.check();
                watch.advance(count);
            }
        }
        sink.close();
    }

    @Override
    public void symbolicLink(TargetPath path, String target, Instant modified) throws IOException {
        volume.symbolicLink(path.names(), target, modified);
    }

    @Override
    public void hardLink(TargetPath path, TargetPath existing) throws IOException {
        volume.hardLink(path.names(), existing.names());
    }
}
