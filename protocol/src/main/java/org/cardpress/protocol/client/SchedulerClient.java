package org.cardpress.protocol.client;

import io.micronaut.core.type.Argument;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.cardpress.protocol.auth.Credentials;
import org.cardpress.protocol.auth.PasswordChange;
import org.cardpress.protocol.auth.TokenPair;
import org.cardpress.protocol.catalog.SystemFacts;
import org.cardpress.protocol.error.ProblemException;
import org.cardpress.protocol.worker.Claim;
import org.cardpress.protocol.worker.ClaimRequest;
import org.cardpress.protocol.worker.Finish;
import org.cardpress.protocol.worker.Heartbeat;
import org.cardpress.protocol.worker.LogChunk;

/**
 * The scheduler, as its peers call it: the calls that work on a lease by themselves, all others in parts by what they are about.
 * Logs in at the first call, keeps the tokens in memory and renews them; nobody else handles them. Each call throws {@link
 * ProblemException} when the scheduler refuses and {@link SchedulerUnreachable} when it gives no answer; the caller decides about
 * repeating. Safe for many threads, and so is each part.
 */
public final class SchedulerClient implements LeaseCalls {
    /** The scheduler holds a claim up to 30 s. */
    private static final Duration CLAIM_LIMIT = Duration.ofSeconds(45);

    private final Http http;
    private final Session session;
    private final Calls calls;

    private SchedulerClient(Http http, Session session) {
        this.http = http;
        this.session = session;
        this.calls = new Calls(http, session);
    }

    /** A client that logs in with these credentials, asked for at each login. */
    public static SchedulerClient of(URI scheduler, Supplier<Credentials> credentials) {
        Http http = new Http(scheduler);
        return new SchedulerClient(
                http, new Session(http, null, () -> Optional.of(credentials.get()), pair -> {}, System::nanoTime));
    }

    /**
     * A client that goes on with saved tokens and has no password.
     *
     * @param keep told each new pair; must be saved, since the old refresh token no longer holds
     */
    public static SchedulerClient resume(URI scheduler, TokenPair saved, Consumer<TokenPair> keep) {
        Http http = new Http(scheduler);
        return new SchedulerClient(http, new Session(http, saved, Optional::empty, keep, System::nanoTime));
    }

    /** Logs in once and gives the tokens: for programs that keep them, see {@link #resume}. */
    public static TokenPair login(URI scheduler, Credentials credentials) {
        Http http = new Http(scheduler);
        byte[] answer = http.exchange("POST", "/auth/authorize", credentials, null, Calls.LIMIT)
                .orElseThrow(() -> new SchedulerUnreachable("/auth/authorize answered with nothing"));
        return http.read(answer, Argument.of(TokenPair.class));
    }

    /**
     * Changes the caller's own password, which ends all of the caller's logins. This client goes on with the new one.
     */
    public void changePassword(PasswordChange change) {
        byte[] answer = calls.exchange("POST", "/auth/password", change, Calls.LIMIT)
                .orElseThrow(() -> Calls.nothing("/auth/password"));
        session.replace(http.read(answer, Argument.of(TokenPair.class)));
    }

    /** An access token that should hold, for transfers by other means. A new one is asked for where the last is about to end. */
    public String accessToken() {
        return session.accessToken();
    }

    /** Whether the scheduler answers and holds itself healthy; needs no login. */
    public boolean healthy() {
        try {
            http.exchange("GET", "/health", null, null, Duration.ofSeconds(5));
            return true;
        } catch (ProblemException | SchedulerUnreachable e) {
            return false;
        }
    }

    /** What the scheduler knows of itself. Role manager. */
    public SystemFacts system() {
        return calls.call("GET", "/system", null, SystemFacts.class);
    }

    @Override
    public Optional<Claim> claim(ClaimRequest request) {
        return calls.exchange("POST", "/tasks/claim", request, CLAIM_LIMIT)
                .map(body -> http.read(body, Argument.of(Claim.class)));
    }

    @Override
    public Heartbeat.Answer heartbeat(String taskId, Heartbeat heartbeat, Duration limit) {
        return calls.exchange("POST", Query.path("tasks", taskId, "heartbeat"), heartbeat, limit)
                .map(body -> http.read(body, Argument.of(Heartbeat.Answer.class)))
                .orElseThrow(() -> Calls.nothing("heartbeat"));
    }

    @Override
    public LogChunk.Answer log(String taskId, LogChunk chunk) {
        return calls.call("POST", Query.path("tasks", taskId, "log"), chunk, LogChunk.Answer.class);
    }

    @Override
    public void finish(String taskId, Finish finish) {
        calls.tell("POST", Query.path("tasks", taskId, "finish"), finish);
    }

    public OrderCalls orders() {
        return new OrderCalls(calls);
    }

    public TaskCalls tasks() {
        return new TaskCalls(calls);
    }

    /** Machines and their card slots. */
    public HostCalls hosts() {
        return new HostCalls(calls);
    }

    public UserCalls users() {
        return new UserCalls(calls);
    }

    public ChannelCalls channels() {
        return new ChannelCalls(calls);
    }

    public WarehouseCalls warehouses() {
        return new WarehouseCalls(calls);
    }

    /** What managers set while the scheduler runs. */
    public SettingsCalls settings() {
        return new SettingsCalls(calls);
    }

    /** The books that orders may name. */
    public LibraryCalls library() {
        return new LibraryCalls(calls);
    }

    public OrganisationCalls organisations() {
        return new OrganisationCalls(calls);
    }

    /** What people did. Role manager. */
    public AuditCalls audit() {
        return new AuditCalls(calls);
    }

    /** Links to orders for people without an account. */
    public LinkCalls links() {
        return new LinkCalls(calls);
    }

    /** The files that people bring. */
    public UploadCalls uploads() {
        return new UploadCalls(calls);
    }

    /** The addresses that people keep. */
    public AddressCalls addresses() {
        return new AddressCalls(calls);
    }

    /** What waits and what runs. */
    public QueueCalls queue() {
        return new QueueCalls(calls);
    }

    /** The configs that people keep. */
    public DesignCalls designs() {
        return new DesignCalls(calls);
    }
}
