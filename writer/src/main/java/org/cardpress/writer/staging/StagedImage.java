package org.cardpress.writer.staging;

import org.cardpress.writer.card.ImageMap;
import org.cardpress.writer.device.AlignedBuffer;
import org.cardpress.writer.device.DeviceException;
import org.cardpress.writer.device.ImageSource;
import org.cardpress.writer.device.MappedWindow;
import org.cardpress.writer.device.StagedFile;
import org.cardpress.writer.fault.CardFailure;
import org.jspecify.annotations.Nullable;

/** One card's view of an image on the shelf, with a file descriptor and a read-ahead of its own. */
public final class StagedImage implements ImageSource {
    private final ImageMap map;
    private final StagedFile file;
    private final @Nullable Front front;
    private final SharedWindow.@Nullable Reader window;
    private final Runnable release;
    private boolean closed;

    /**
     * @param front null for an image that is unpacked
     * @param window null for one that memory can hold
     */
    StagedImage(
            ImageMap map,
            StagedFile file,
            @Nullable Front front,
            SharedWindow.@Nullable Reader window,
            Runnable release) {
        this.map = map;
        this.file = file;
        this.front = front;
        this.window = window;
        this.release = release;
    }

    /** What of it goes to cards; shared by all of them. */
    public ImageMap map() {
        return map;
    }

    @Override
    public long size() {
        return file.size();
    }

    @Override
    public void read(AlignedBuffer target, int at, int length, long offset) throws DeviceException {
        file.read(target, at, length, offset);
        if (window != null && !window.passed(offset, offset + length)) {
            file.forget(offset, length);
        }
    }

    /** What is given back once it was read must not be held by a mapping. */
    @Override
    public boolean show(MappedWindow shown, long offset, int length) {
        return window == null && file.show(shown, offset, length);
    }

    @Override
    public boolean isThere(long end, long millis) throws CardFailure, InterruptedException {
        return front == null || front.isThere(end, millis);
    }

    @Override
    public boolean isProven(long millis) throws CardFailure, InterruptedException {
        return front == null || front.isProven(millis);
    }

    @Override
    public synchronized void close() {
        if (!closed) {
            closed = true;
            file.close();
            if (window != null) {
                window.leave();
            }
            release.run();
        }
    }
}
