package io.odonym.http.connection;

import io.odonym.configuration.OverloadOptions;
import io.odonym.telemetry.Metric;
import io.odonym.telemetry.MetricRecorder;

import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/**
 * Refuses requests when more come than can be answered, so that those it lets in are answered in
 * time.
 *
 * <p>Every connection is a virtual thread, and the queue of requests is that of the virtual threads
 * that are ready to run or rest ({@link ConnectionScheduler}). How long it is in time, a probe
 * tells: a virtual thread that rests as connections do, and then does nothing but look at the
 * clock. It is sent by a thread of the system, since it has to come from outside as requests do:
 * those that a virtual thread starts have their turn before them.
 *
 * <p>Where the wait stays over the target for longer than a burst takes (the idea of CoDel, RFC
 * 8289), and many wait (a machine that others keep busy makes a few wait long too, and refusing
 * these would help nobody), the share of the processors that searches may have is lowered; the rest
 * is for refusing the others quickly. It falls and rises by the time that has passed, not by the
 * number of probes, of which there are few when each waits long; a probe that has not come back
 * counts as one that waited until now. For a while after an overload there is no patience for
 * bursts, or the next would let in a tenth of a second's worth of requests again.
 *
 * <p>The share is a budget over time, and a limit at each moment: no more searches are under way
 * than the share has processors, rounded up. Otherwise long searches would take all processors at
 * once now and then, and those who are to be refused, and those let in, wait behind them.
 *
 * <p>While all is well a request costs one look at the clock and, two hundred times a second, a
 * probe. The budget and the number under way are shared between cores under overload only.
 */
public final class AdmissionControl implements AutoCloseable {

    private static final long PROBE_NANOSECONDS = TimeUnit.MILLISECONDS.toNanos(5);

    /** RFC 8289's interval: a queue that lasts longer than this is no burst. */
    private static final long BURST_NANOSECONDS = TimeUnit.MILLISECONDS.toNanos(100);

    /**
     * How long the memory of an overload lasts; RFC 8289 (section 5.4) remembers as well. It is
     * kept while the share is still lowered and many ask, in that as many connections as may wait
     * have asked within this time. How many wait does not tell: where most are refused quickly,
     * fewer wait than may, although all ask.
     */
    private static final long RECENT_NANOSECONDS = TimeUnit.SECONDS.toNanos(1);

    private static final long COUNT_NANOSECONDS = TimeUnit.MILLISECONDS.toNanos(250);

    /** The time in which the share falls to 1/e, and the one in which it rises by 1. */
    private static final double FALL_NANOSECONDS = TimeUnit.MILLISECONDS.toNanos(20);

    private static final double RISE_NANOSECONDS = TimeUnit.SECONDS.toNanos(4);

    /** Where fewer wait, after an overload too, a pause of the machine has held them up. */
    private static final int FEW = 4;

    /**
     * Searches never get less, whatever is thrown at the server; a refusal costs a fifth of a
     * search and less, so the rest is enough to refuse many times as many. Measured with ten times
     * as many as can be answered: 0.4 is too much, since waits grow past the target in between, and
     * 0.1 makes those let in wait no less than 0.3.
     */
    private static final double LEAST_SHARE = 0.3;

    /** The part of a new duration in the usual one. */
    private static final int USUAL_OF = 64;

    /** Unused time that may be saved up, so that an idle moment is no licence for a flood. */
    private static final long MOST_SAVED = TimeUnit.MILLISECONDS.toNanos(5);

    private final long target;
    private final int queue;
    private final ConnectionScheduler fairness;
    private final int processors = Runtime.getRuntime().availableProcessors();
    private final MetricRecorder meters;
    private final Askers askers;

    private final AtomicBoolean probing = new AtomicBoolean();
    private final Thread prober =
            Thread.ofPlatform().daemon().name("admission").unstarted(this::sendProbes);
    private volatile long probed = System.nanoTime();
    private volatile long judged = probed;
    private volatile long lastOverload = probed - RECENT_NANOSECONDS;
    private volatile boolean closed;
    private volatile long wait;
    private volatile double share = 1;
    private Optional<Long> overSince = Optional.empty();

    private boolean manyAsk;
    private long askersCounted = probed - COUNT_NANOSECONDS;

    /** How long a search usually takes, in nanoseconds; a lost update is none the worse. */
    private volatile long usual;

    /** Processor time that searches may still take, in nanoseconds. */
    private final AtomicLong budget = new AtomicLong();

    private final AtomicLong refilled = new AtomicLong(System.nanoTime());

    /** The searches under way that were let in during an overload. */
    private final AtomicInteger underWay = new AtomicInteger();

    private final Optional<Permit> unlimited = Optional.of(() -> {});
    private final Optional<Permit> limited = Optional.of(underWay::decrementAndGet);

    /** Counts the connections that have asked within so many nanoseconds. */
    public interface Askers {

        int count(long nanoseconds);
    }

    public AdmissionControl(
            OverloadOptions options,
            MetricRecorder meters,
            Askers askers,
            ConnectionScheduler fairness) {
        this.fairness = fairness;
        this.target = options.delay().toNanos();
        this.queue = options.queue();
        this.meters = meters;
        this.askers = askers;
        for (String reason : new String[] {"time", "overload"}) {
            meters.count(Metric.SHED_REQUESTS, reason, "", "", 0);
        }
        prober.start();
        meters.gauge(Metric.ADMISSION_SHARE, () -> share);
        meters.gauge(Metric.ADMISSION_WAIT, () -> wait / 1e9);
        meters.gauge(Metric.ASKING_CONNECTIONS, () -> askers.count(RECENT_NANOSECONDS));
    }

    /**
     * Lets a request in that charges itself for what it does.
     *
     * @param now the clock, in nanoseconds
     * @return nothing where there are too many: no exception, since there may be ten times as many
     *     of those that are refused as of the others
     */
    public Optional<Permit> enter(long now) {
        return isOpen(now) ? unlimited : refused();
    }

    /**
     * Lets a search in, until its turn is closed; of these only so many are under way at once.
     *
     * @param now the clock, in nanoseconds
     * @return nothing where there are too many
     */
    public Optional<Permit> search(long now) {
        if (!isOpen(now)) {
            return refused();
        }
        double left = share;
        if (left == 1) {
            return unlimited;
        }
        if (underWay.incrementAndGet() > Math.ceil(processors * left)) {
            underWay.decrementAndGet();
            return refused();
        }
        return limited;
    }

    private Optional<Permit> refused() {
        meters.count(Metric.SHED_REQUESTS, "overload", "", "", 1);
        return Optional.empty();
    }

    private boolean isOpen(long now) {
        if (target == 0) {
            return true;
        }
        if (now - probed > PROBE_NANOSECONDS) {
            probe(now);
        }
        if (share < 1 && now - judged > RECENT_NANOSECONDS) {
            recover(now);
        }
        return share == 1 || isInBudget(now);
    }

    /** Nobody has asked for a while, so no probe came back to raise the share. */
    private synchronized void recover(long now) {
        if (now - judged > RECENT_NANOSECONDS) {
            judged = now;
            overSince = Optional.empty();
            share = 1;
        }
    }

    /**
     * Sends a probe where none is under way, and looks after one that does not come back: more than
     * a burst may have come behind it.
     */
    private void probe(long now) {
        boolean sent = probing.compareAndSet(false, true);
        if (sent) {
            probed = now;
        }
        if (share == 1 && isFlood()) {
            judge(now, now - BURST_NANOSECONDS, true);
        } else if (!sent
                && now - probed > (isRecent(now) ? 2 * target : BURST_NANOSECONDS)
                && now - judged > PROBE_NANOSECONDS) {
            judge(now, probed, false);
        }
        if (sent) {
            LockSupport.unpark(prober);
        }
    }

    /** Whether those who wait already are more than a burst; a probe would tell when it is over. */
    private boolean isFlood() {
        long queued = fairness.countWaiting();
        return queued >= queue && queued * usual / processors > BURST_NANOSECONDS;
    }

    private void sendProbes() {
        while (!closed) {
            LockSupport.park(this);
            if (probing.get() && !closed) {
                long sent = System.nanoTime();
                Thread.startVirtualThread(
                        () -> {
                            fairness.rest();
                            arrived(sent);
                        });
            }
        }
    }

    /** The turn of a probe has come; one at a time. */
    private void arrived(long sent) {
        judge(System.nanoTime(), sent, false);
        probing.set(false);
    }

    /** Whoever has come before {@code sent} waits until now at least. */
    private synchronized void judge(long now, long sent, boolean flood) {
        wait = now - sent;
        double passed = Math.max(0, now - judged);
        judged = now;
        if (share < 1 && manyAsk(now)) {
            lastOverload = now;
        }
        boolean recent = isRecent(now);
        long queued = fairness.countWaiting();
        boolean many = queued >= queue;
        if (wait <= target || !(many || recent && queued >= FEW)) {
            overSince = Optional.empty();
            share = Math.min(1, share + passed / RISE_NANOSECONDS);
            return;
        }
        long since = overSince.orElse(sent);
        overSince = Optional.of(since);
        if (flood) {
            share = LEAST_SHARE;
        } else if (recent || now - since > BURST_NANOSECONDS) {
            share = Math.max(LEAST_SHARE, share * Math.exp(-passed / FALL_NANOSECONDS));
        } else {
            return;
        }
        if (many) {
            lastOverload = now;
        }
    }

    private boolean manyAsk(long now) {
        if (now - askersCounted > COUNT_NANOSECONDS) {
            askersCounted = now;
            manyAsk = askers.count(RECENT_NANOSECONDS) >= queue;
        }
        return manyAsk;
    }

    /** Sends no probe any more. */
    @Override
    public void close() {
        closed = true;
        LockSupport.unpark(prober);
    }

    /** Whether there was an overload lately. */
    private boolean isRecent(long now) {
        return now - lastOverload < RECENT_NANOSECONDS;
    }

    private boolean isInBudget(long now) {
        long last = refilled.get();
        if (now > last && refilled.compareAndSet(last, now)) {
            long more = (long) (Math.min(now - last, MOST_SAVED) * processors * share);
            budget.updateAndGet(left -> Math.min(MOST_SAVED * processors, left + more));
        }
        return budget.get() > 0;
    }

    /** A request that was let in took so long of a processor. */
    public void charge(long nanoseconds) {
        usual += (nanoseconds - usual) / USUAL_OF;
        if (share < 1) {
            budget.addAndGet(-nanoseconds);
        }
    }
}
