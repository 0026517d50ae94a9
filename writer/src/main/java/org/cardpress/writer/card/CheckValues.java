package org.cardpress.writer.card;

import java.util.List;
import org.cardpress.protocol.image.MappedCrc;
import org.cardpress.writer.device.AlignedBuffer;
import org.cardpress.writer.device.DeviceException;
import org.cardpress.writer.device.ImageSource;

/** Makes the map of an image that has no manifest, by one read of its mapped bytes. */
public final class CheckValues {
    private CheckValues() {}

    public static ImageMap map(ImageSource image, List<Range> ranges) throws DeviceException {
        AlignedBuffer buffer = new AlignedBuffer(ImageMap.MIB);
        MappedCrc crc = new MappedCrc();
        for (Range range : ranges) {
            for (long at = range.offset(); at < range.end(); at += buffer.size()) {
                int length = (int) Math.min(range.end() - at, buffer.size());
                image.read(buffer, 0, length, at);
                crc.update(at, buffer.window(0, length));
            }
        }
        return new ImageMap(image.size(), ranges, crc.values());
    }
}
