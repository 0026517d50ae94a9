package org.cardpress.writer.device;

import com.sun.jna.Native;
import com.sun.jna.Pointer;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Memory outside the heap that begins at a page, as O_DIRECT wants it. Made once a card and used again for each unit, so that
 * writing allocates nothing. The memory goes when the object does; for one thread at a time.
 */
public final class AlignedBuffer {
    /** What every known device is content with, in bytes. */
    public static final int PAGE = 4096;

    private static final int HUGE_PAGE = 2 << 20;

    /** Shared by all; zeros are moved as a whole, never one by one. */
    private static final ByteBuffer ZEROS = ByteBuffer.allocateDirect(1 << 20).asReadOnlyBuffer();

    private final ByteBuffer bytes;
    private final long address;

    /** @param size bytes, a whole number of pages */
    public AlignedBuffer(int size) {
        if (size <= 0 || size % PAGE != 0) {
            throw new IllegalArgumentException("buffer of " + size + " bytes (expected a multiple of " + PAGE + ")");
        }
        bytes = ByteBuffer.allocateDirect(size + PAGE).alignedSlice(PAGE).slice(0, size);
        address = addressOf(bytes);
    }

    /**
     * Several of one size, side by side, in huge pages as far as the kernel has them: it pins and unpins each page of a buffer for each
     * call on a device, and a huge one counts once.
     */
    public static List<AlignedBuffer> several(int count, int size) {
        AlignedBuffer all = new AlignedBuffer(Math.multiplyExact(count, size));
        long from = (all.address + HUGE_PAGE - 1) / HUGE_PAGE * HUGE_PAGE;
        long length = (all.address + all.size()) / HUGE_PAGE * HUGE_PAGE - from;
        if (length > 0 && Libc.madvise(from, length, Abi.MADV_DONTNEED) == 0) {
            // Nothing is in it yet: it comes back as zeros, in huge pages, when it is touched. Where the kernel has
            // none, nothing
            // is lost.
            Libc.madvise(from, length, Abi.MADV_HUGEPAGE);
        }
        return IntStream.range(0, count)
                .mapToObj(i -> all.bytes.slice(i * size, size))
                .map(piece -> new AlignedBuffer(piece, addressOf(piece)))
                .toList();
    }

    private static long addressOf(ByteBuffer bytes) {
        return Pointer.nativeValue(Native.getDirectBufferPointer(bytes));
    }

    private AlignedBuffer(ByteBuffer bytes, long address) {
        this.bytes = bytes;
        this.address = address;
    }

    /** Memory that somebody else has made, and takes away. */
    static AlignedBuffer over(long address, int size) {
        return new AlignedBuffer(new Pointer(address).getByteBuffer(0, size), address);
    }

    public int size() {
        return bytes.capacity();
    }

    /** The memory as a buffer; callers move position and limit as they like. */
    public ByteBuffer bytes() {
        return bytes;
    }

    /** The same memory from {@code from} to {@code to}, for one reading of it. */
    public ByteBuffer window(int from, int to) {
        return bytes.limit(to).position(from);
    }

    /** Makes the first {@code length} bytes zero. */
    public void zero(int length) {
        fill(ZEROS, length);
    }

    /** Makes the first {@code length} bytes {@code pattern}, again and again. */
    public void fill(ByteBuffer pattern, int length) {
        for (int at = 0; at < length; at += pattern.capacity()) {
            int end = Math.min(length, at + pattern.capacity());
            window(at, end).put(pattern.duplicate().clear().limit(end - at));
        }
    }

    long address() {
        return address;
    }
}
