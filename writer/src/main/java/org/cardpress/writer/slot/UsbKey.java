package org.cardpress.writer.slot;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One half of a USB socket, and one slot of the reader in it: what stays the same through reboots and replugging, unlike
 * {@code sdX}, SCSI host numbers and bus numbers. A USB 3 socket is two ports of one controller, the fast and the slow one, with
 * numbers that may differ.
 *
 * <p>Text: {@code usb3:pci0000:00/0000:00:14.0/4.2/1.0/1}, that is half, controller below {@code /sys/devices}, port chain
 * ({@code devpath} of the kernel), interface, logical unit.
 *
 * @param half 3 for SuperSpeed and faster, 2 for all below
 * @param lun slot in the reader, from 0
 */
public record UsbKey(int half, String controller, String port, String usbInterface, int lun) {
    private static final Pattern TEXT =
            Pattern.compile("usb([23]):([^+,]+)/(\\d+(?:\\.\\d+)*)/(\\d+\\.\\d+)/(\\d{1,4})");

    public static UsbKey parse(String text) {
        Matcher parts = TEXT.matcher(text);
        if (!parts.matches()) {
            throw new IllegalArgumentException(
                    "USB slot '" + text + "' (expected such as usb3:pci0000:00/0000:00:14.0/4.2/1.0/0)");
        }
        return new UsbKey(
                Integer.parseInt(parts.group(1)),
                parts.group(2),
                parts.group(3),
                parts.group(4),
                Integer.parseInt(parts.group(5)));
    }

    @Override
    public String toString() {
        return "usb" + half + ":" + controller + "/" + port + "/" + usbInterface + "/" + lun;
    }
}
