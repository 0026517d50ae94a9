package org.cardpress.writer.card;

import java.util.Arrays;
import java.util.List;
import java.util.zip.CRC32C;
import org.cardpress.writer.device.AlignedBuffer;
import org.cardpress.writer.device.DeviceException;
import org.cardpress.writer.device.ImageSource;

/** Makes the map of an image that has none, by one read of its mapped bytes. */
public final class CheckValues {
    private CheckValues() {}

    public static ImageMap map(ImageSource image, List<Range> ranges) throws DeviceException {
        AlignedBuffer buffer = new AlignedBuffer(ImageMap.MIB);
        CRC32C crc = new CRC32C();
        int[] sums = new int[64];
        int count = 0;
        long index = -1;
        for (Range range : ranges) {
            for (long at = range.offset(); at < range.end(); ) {
                long mib = at / ImageMap.MIB;
                int length = (int) (Math.min(range.end(), (mib + 1) * ImageMap.MIB) - at);
                if (mib != index) {
                    if (index >= 0) {
                        sums[count++] = (int) crc.getValue();
                    }
                    sums = count == sums.length ? Arrays.copyOf(sums, 2 * count) : sums;
                    crc.reset();
                    index = mib;
                }
                image.read(buffer, 0, length, at);
                crc.update(buffer.window(0, length));
                at += length;
            }
        }
        if (index >= 0) {
            sums[count++] = (int) crc.getValue();
        }
        return new ImageMap(image.size(), ranges, Arrays.copyOf(sums, count));
    }
}
