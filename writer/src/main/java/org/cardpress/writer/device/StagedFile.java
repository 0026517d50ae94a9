package org.cardpress.writer.device;

/**
 * The image on the shelf, opened for reading through the page cache: the cache is the one read for many cards, so it is neither
 * bypassed nor dropped as long as the image fits into memory. Holes read as zeros. Reads are safe from several threads, each with its own buffer.
 */
public final class StagedFile implements ImageSource {
    private final Descriptor descriptor;
    private final long size;

    private StagedFile(Descriptor descriptor, long size) {
        this.descriptor = descriptor;
        this.size = size;
    }

    public static StagedFile open(String path) throws DeviceException {
        Descriptor descriptor = Descriptor.open(path, Abi.O_RDONLY);
        try {
            descriptor.advise(0, 0, Abi.FADVISE_SEQUENTIAL);
            return new StagedFile(descriptor, descriptor.size());
        } catch (DeviceException failed) {
            descriptor.close();
            throw failed;
        }
    }

    @Override
    public long size() {
        return size;
    }

    @Override
    public void read(AlignedBuffer target, int at, int length, long offset) throws DeviceException {
        descriptor.read(target, at, length, offset);
    }

    @Override
    public boolean show(MappedWindow window, long offset, int length) {
        return window.show(descriptor, offset, length);
    }

    /** Lets the page cache forget these bytes: they can be read again, from the disk. */
    public void forget(long offset, long length) throws DeviceException {
        descriptor.advise(offset, length, Abi.FADVISE_DONTNEED);
    }

    @Override
    public void close() {
        descriptor.close();
    }
}
