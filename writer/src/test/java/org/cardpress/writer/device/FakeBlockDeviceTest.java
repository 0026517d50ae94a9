package org.cardpress.writer.device;

class FakeBlockDeviceTest extends BlockDeviceContract {
    @Override
    protected BlockDevice device() {
        return new FakeBlockDevice(CAPACITY);
    }
}
