package org.cardpress.writer.device;

class LargeFakeDeviceTest extends BlockDeviceContract {
    @Override
    BlockDevice device() {
        return LargeFakeDevice.honest(CAPACITY);
    }
}
