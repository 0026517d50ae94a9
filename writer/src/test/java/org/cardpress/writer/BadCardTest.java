package org.cardpress.writer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.cardpress.protocol.runtime.TaskFailure;
import org.cardpress.protocol.task.TaskResult.CardWritten;
import org.cardpress.writer.card.CardWriter;
import org.cardpress.writer.device.Errno;
import org.cardpress.writer.device.LoopDevice;
import org.cardpress.writer.event.CardEvents;
import org.cardpress.writer.fault.CardFault;
import org.cardpress.writer.fuse.Fault;
import org.cardpress.writer.fuse.FuseFile;
import org.cardpress.writer.slot.DeviceSlot;
import org.cardpress.writer.slot.KernelTree;
import org.cardpress.writer.slot.LinuxSlotProbe;
import org.cardpress.writer.slot.Slot;
import org.cardpress.writer.slot.SlotProbe;
import org.cardpress.writer.staging.StagedImages;
import org.cardpress.writer.watch.HangGuard;
import org.cardpress.writer.watch.Patience;
import org.cardpress.writer.watch.PatientProbe;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Cards that fail, as block devices of the real kernel: a loop device, past the page cache, over a file that misbehaves. Every
 * fault has its class, and its place to the MiB.
 */
@Timeout(600)
class BadCardTest {
    private static final int MIB = ShelfFixture.MIB;
    private static final int CAPACITY = 12 * MIB;
    private static final int BAD = 6 * MIB + 12_345;
    private static final Patience SHORT = new Patience(
            Duration.ofMillis(300), Duration.ofMillis(1500), Duration.ofMillis(100), Duration.ofMillis(20));

    private final Path directory;
    private final ShelfFixture shelf;
    private final byte[] bytes = new byte[CAPACITY];
    private final FakeContext context = new FakeContext();
    private final SlotProbe probe = new PatientProbe(new LinuxSlotProbe(KernelTree.REAL), Duration.ofSeconds(2));

    BadCardTest(@TempDir Path directory) throws IOException {
        this.directory = directory;
        shelf = new ShelfFixture(directory.resolve("shelf"));
        new Random(5).nextBytes(bytes);
    }

    @BeforeEach
    void assumeThatItCanBeDone() {
        FuseFile.impossible().ifPresent(why -> {
            System.out.println("Skipped: " + why);
            Assumptions.abort(why);
        });
    }

    @Test
    void aCardWithoutFaultIsWritten() throws Exception {
        CardWritten written = write(new Fault() {});

        assertThat(written.repairedBlocks()).isZero();
        assertThat(shelf.isHeldBy(bytes)).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        Errno.EIO + ",MEDIA_ERROR,MiB 6",
        Errno.ENODATA + ",MEDIA_ERROR,MiB 6",
        Errno.EILSEQ + ",LINK_ERROR,MiB 6",
        Errno.EREMOTEIO + ",LINK_ERROR,MiB 6",
        Errno.ETIMEDOUT + ",HUNG,at MiB",
        Errno.ENOSPC + ",FAKE_OR_FAULT,MiB 6"
    })
    void aWriteThatFailsHasItsClassAndItsPlace(int errno, CardFault expected, String place) {
        Fault fault = new Fault() {
            @Override
            public int onWrite(long offset, int length) {
                return covers(offset, length) ? errno : 0;
            }
        };

        // After a time-out nothing is tried again, so the place is where the call began, or how far it came.
        assertFails(fault, expected, place);
    }

    @Test
    void aPlaceThatCannotBeReadFailsTheCardWithItsPlace() {
        Fault fault = new Fault() {
            @Override
            public int onRead(long offset, int length) {
                return covers(offset, length) ? Errno.EIO : 0;
            }
        };

        assertFails(fault, CardFault.VERIFY_FAILED, "MiB 6");
    }

    @Test
    void aBitThatIsReadWrongFailsTheCardWithItsPlace() {
        Fault fault = new Fault() {
            @Override
            public long flippedAt() {
                return BAD;
            }
        };

        assertFails(fault, CardFault.VERIFY_FAILED, "MiB 6");
    }

    @Test
    void aWriteThatIsDroppedFailsTheCardWithItsPlace() {
        Fault fault = new Fault() {
            @Override
            public int onWrite(long offset, int length) {
                return covers(offset, length) ? DROP : 0;
            }
        };

        assertFails(fault, CardFault.VERIFY_FAILED, "MiB 6");
    }

    @Test
    void aCardThatDropsAllWritesIsFoundBeforeTheImageIsWritten() {
        Fault fault = new Fault() {
            @Override
            public int onWrite(long offset, int length) {
                return DROP;
            }
        };

        assertFails(fault, CardFault.IGNORES_WRITES, "does not keep what is written");
        assertThat(context.log).noneMatch(line -> line.contains("verified"));
    }

    @Test
    void aCounterfeitIsNamed() {
        Fault fault = new Fault() {
            @Override
            public int trueSize(int size) {
                return 4 * MIB;
            }
        };

        assertFails(fault, CardFault.FAKE_CAPACITY, "4,194,304 bytes");
    }

    @Test
    void aCardThatHangsIsGivenUpAndHoldsNobody() {
        Fault fault = new Fault() {
            @Override
            public int onWrite(long offset, int length) {
                return covers(offset, length) ? HANG : 0;
            }
        };

        assertFails(fault, CardFault.HUNG, "stopped answering");
        assertThat(context.log).anyMatch(line -> line.contains("is not responding"));
    }

    @Test
    void aGoodCardBesideAHungOneGoesOnUntouched() throws Exception {
        byte[] good = new byte[CAPACITY];
        Path goodMount = Files.createDirectory(directory.resolve("good"));
        Fault hang = new Fault() {
            @Override
            public int onWrite(long offset, int length) {
                return covers(offset, length) ? HANG : 0;
            }
        };
        CompletableFuture<Void> bad =
                CompletableFuture.runAsync(() -> assertFails(hang, CardFault.HUNG, "stopped answering"));
        try (FuseFile file = FuseFile.mount(goodMount, good, new Fault() {});
                LoopDevice loop = LoopDevice.attach(file.path(), "--direct-io=on")) {

            handler("B", loop.path()).run(shelf.claim(2), new FakeContext());
        }

        assertThat(shelf.isHeldBy(good)).isTrue();
        bad.get();
    }

    @AfterEach
    void assertThatNoFailedCardLooksFinished() {
        boolean startsLikeTheImage = Arrays.equals(bytes, 0, MIB / 2, shelf.image, 0, MIB / 2);
        assertThat(startsLikeTheImage && !shelf.isHeldBy(bytes)).isFalse();
    }

    private static boolean covers(long offset, int length) {
        return offset <= BAD && BAD < offset + length;
    }

    private void assertFails(Fault fault, CardFault expected, String said) {
        ThrowingCallable writing = () -> write(fault);
        assertThatThrownBy(writing).isInstanceOfSatisfying(TaskFailure.class, failure -> {
            assertThat(failure.error().code()).isEqualTo(expected.code());
            assertThat(failure.error().message()).contains("slot A").contains(said);
        });
    }

    private CardWritten write(Fault fault) throws Exception {
        Path mount = Files.createDirectory(directory.resolve("bad"));
        FuseFile file = FuseFile.mount(mount, bytes, fault);
        LoopDevice loop = LoopDevice.attach(file.path(), "--direct-io=on");
        try {
            return handler("A", loop.path()).run(shelf.claim(1), context);
        } finally {
            // In this order: what hangs below the loop device must end before it can go.
            file.close();
            loop.close();
        }
    }

    private WriteHandler handler(String name, Path device) throws IOException {
        return new WriteHandler(
                new DeviceSlot(new Slot(name, device), probe),
                new StagedImages(shelf.shelf),
                CardLedger.open(directory.resolve("state-" + name), InstantSource.system()),
                PressFixture.press(directory.resolve("press-" + name)),
                new CardWriter(System::nanoTime),
                new HangGuard(name, SHORT, System::nanoTime),
                WriterConfig.LARGEST_CARD,
                new CardEvents(Duration.ofMillis(20)));
    }
}
