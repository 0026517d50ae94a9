package org.cardpress.writer.device;

class FakeBlockDeviceTest extends BlockDeviceContract {
    @Override
    BlockDevice device() {
        return new FakeBlockDevice(CAPACITY);
    }
}
