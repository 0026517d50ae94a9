package org.cardpress.writer.device;

class LargeFakeDeviceTest extends BlockDeviceContract {
    @Override
    protected BlockDevice device() {
        return LargeFakeDevice.honest(CAPACITY);
    }
}
