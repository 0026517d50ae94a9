package org.cardpress.standalone.demo;

import java.io.IOException;
import java.io.PrintWriter;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.cardpress.locale.Texts;
import org.cardpress.manager.RunningManager;
import org.cardpress.protocol.auth.Credentials;
import org.cardpress.protocol.auth.Role;
import org.cardpress.protocol.hotspot.BaseImage;
import org.cardpress.protocol.order.OrderView;
import org.cardpress.protocol.task.TaskResult.CardWritten;
import org.cardpress.standalone.program.Foreground;
import org.cardpress.standalone.screen.Amount;
import org.cardpress.standalone.screen.LiveScreen;
import org.cardpress.standalone.screen.OrderLines;

/** The story of the demo: start the line, order, watch, prove, tell. */
final class Demo {

    private final DemoState state;
    private final CardSlots slots;
    private final PrintWriter out;
    private final long started = System.nanoTime();

    Demo(DemoState state, CardSlots slots, PrintWriter out) {
        this.state = state;
        this.slots = slots;
        this.out = out;
    }

    /** Ends the line after the orders. */
    DemoSummary once(int cards) throws Exception {
        SampleContent content = sample();
        try (DemoLine line = start()) {
            DemoOrders orders = orders(line);
            return prove(content, orders.watch(orders.place(content, base(), cards)));
        }
    }

    /** Leaves the line up until the process is told to end; never returns. */
    void stayUp(int cards) throws Exception {
        SampleContent content = sample();
        DemoLine line = start();
        RunningManager manager = line.startManager();
        Credentials administrator = new Credentials(line.administrator(), line.administratorPassword());
        DemoOrders orders = orders(line);
        List<String> placed = orders.place(content, base(), cards);
        String shown = "/orders/" + placed.get(0);
        out.println("watch it in a browser, signed in: " + manager.signInLink(administrator, shown));
        new SampleShop(line, base()).open(content);
        prove(content, orders.watch(placed));
        out.println();
        out.println("The line stays up until Ctrl-C; look at the order in a browser (the link signs in once):");
        out.println("  " + manager.signInLink(administrator, shown));
        out.println("as the operator at the slots, as a customer of an organisation:");
        out.println("  " + manager.signInLink(line.account(SampleShop.OPERATOR, Role.OPERATOR, null), "/floor"));
        out.println("  " + manager.signInLink(line.account(SampleShop.CUSTOMER, Role.MEMBER, null), "/designs"));
        out.println("or with another terminal:");
        out.println("  scheduler " + line.url() + " (OpenAPI: " + line.url() + "/openapi.yml)");
        out.println("  account   " + line.administrator() + ", password " + line.administratorPassword());
        out.println("  ./cardpress ctl --scheduler " + line.url() + " login --username " + line.administrator());
        out.println("  ./cardpress ctl orders list");
        Foreground.keep("demo", () -> {
            line.close();
            slots.close();
            state.close();
        });
    }

    private SampleContent sample() throws IOException {
        out.println("making the sample content: a ZIM file of the documentation, an archive, inline files");
        return SampleContent.make(home(), state.folder("contents"));
    }

    private DemoLine start() throws Exception {
        out.println("starting scheduler, warehouse, creator, downloader, and a writer with slots " + slots.slots());
        return DemoLine.start(state, slots.slots(), state.folder("contents"));
    }

    private DemoOrders orders(DemoLine line) {
        return new DemoOrders(line.client(), new OrderLines(Texts.of(Locale.getDefault())), LiveScreen.on(out));
    }

    private BaseImage base() throws IOException {
        return DemoBase.make(state.folder("contents"));
    }

    private DemoSummary prove(SampleContent content, List<OrderView> done) throws IOException, InterruptedException {
        out.println("proving the cards and the download with sfdisk, e2fsck, debugfs, zimcheck and zstd");
        List<String> problems = new ArrayList<>();
        Path proofs = state.emptied("proof");
        CardProof proof = new CardProof(content, proofs);
        List<CardWritten> written = written(done.get(0));
        int verified = 0;
        for (CardWritten card : written) {
            verified += tell("card in slot " + card.slot(), proof.problems(device(card)), problems) ? 1 : 0;
        }
        DemoSummary.Link link = link(done.get(1), proof, proofs, problems);
        state.emptied("proof");
        done.stream()
                .filter(order -> order.error() != null)
                .forEach(order -> problems.add("order " + order.id() + ": " + order.error()));
        return new DemoSummary(
                written.size(),
                verified,
                link,
                slots.areLoopDevices() ? "loop" : "file",
                done.stream().map(OrderView::id).toList(),
                Duration.ofNanos(System.nanoTime() - started).toSeconds(),
                problems);
    }

    private DemoSummary.Link link(OrderView order, CardProof proof, Path proofs, List<String> problems)
            throws IOException, InterruptedException {
        if (order.link() == null || order.image() == null) {
            problems.add(
                    "order " + order.id() + " has no link: " + order.status().wire());
            return new DemoSummary.Link(false, 0);
        }
        LinkProof linkProof = new LinkProof(proof, proofs);
        List<String> wrong = linkProof.problems(URI.create(order.link().url()), order.image());
        boolean good = tell("download of " + Amount.bytes(order.image().size()), wrong, problems);
        return new DemoSummary.Link(good, order.image().size());
    }

    private boolean tell(String what, List<String> wrong, List<String> problems) {
        out.println("  " + what + ": " + (wrong.isEmpty() ? "proven" : "WRONG"));
        wrong.forEach(problem -> out.println("    " + problem));
        wrong.forEach(problem -> problems.add(what + ": " + problem));
        return wrong.isEmpty();
    }

    private Path device(CardWritten card) {
        Path device = slots.slots().get(card.slot());
        if (device == null) {
            throw new IllegalStateException(
                    "a card was written in slot " + card.slot() + ", which the demo does not have");
        }
        return device;
    }

    private static List<CardWritten> written(OrderView order) {
        return order.tasks().stream()
                .filter(task -> task.result() instanceof CardWritten)
                .map(task -> (CardWritten) task.result())
                .toList();
    }

    /** The folder of the source tree, which the start script names. */
    private static Path home() {
        return Path.of(System.getProperty("cardpress.home", "."))
                .toAbsolutePath()
                .normalize();
    }
}
