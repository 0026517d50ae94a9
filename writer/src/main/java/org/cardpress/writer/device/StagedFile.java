package org.cardpress.writer.device;

/**
 * The image on the shelf, opened for reading through the page cache: the cache is the one read for many cards, so it is neither
 * bypassed nor dropped. Holes read as zeros. Reads are safe from several threads, each with its own buffer.
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
    public void close() {
        descriptor.close();
    }
}
