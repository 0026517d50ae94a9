package org.cardpress.manager.admin;

import java.util.List;
import java.util.TreeSet;
import org.cardpress.manager.design.Difference;
import org.cardpress.manager.web.Form;

/**
 * A form that changes something remembers what stood there when it was opened, so that nobody overwrites unseen what somebody else changed
 * in between. What is remembered travels in the form; forging it deceives nobody but the forger.
 */
final class Meanwhile {
    private static final String WAS = "was.";

    private Meanwhile() {}

    /** The form with what stands now in its fields, remembering it. */
    static Form opened(Form now) {
        return remembering(now, now);
    }

    /** What was typed, remembering what stands now: sent once more it is meant. */
    static Form again(Form typed, Form now) {
        return remembering(typed.without(WAS), now);
    }

    /** Fields that others changed since the form was opened, with what they hold now and what was typed; none for what is new. */
    static List<Difference> changes(Form typed, Form now) {
        return new TreeSet<>(now.names())
                .stream()
                        .filter(name -> typed.has(WAS + name)
                                && !typed.text(WAS + name).equals(now.text(name))
                                && !typed.text(name).equals(now.text(name)))
                        .map(name -> new Difference(name, now.text(name), typed.text(name)))
                        .toList();
    }

    private static Form remembering(Form form, Form now) {
        Form all = form;
        for (String name : now.names()) {
            all = all.with(WAS + name, now.raw(name));
        }
        return all;
    }
}
