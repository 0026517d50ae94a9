package org.cardpress.manager.web;

import org.cardpress.protocol.auth.Role;

/** Asked by templates: whether a link or a button is shown to this visitor. */
public record May(Rights rights, Role role) {
    public boolean open(String template) {
        return rights.may(role, "GET", template);
    }

    public boolean send(String template) {
        return rights.may(role, "POST", template);
    }
}
