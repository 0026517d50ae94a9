package org.cardpress.warehouse.ftp;

import java.util.List;
import org.apache.ftpserver.ftplet.Authority;
import org.apache.ftpserver.ftplet.AuthorizationRequest;
import org.apache.ftpserver.ftplet.User;
import org.cardpress.warehouse.access.Account;
import org.jspecify.annotations.Nullable;

/** The user of one session: the token it came with, and what the last check said that may be done with it. */
final class TokenUser implements User {
    private final String token;
    private final int idleSeconds;
    private volatile Account account;

    TokenUser(String token, Account account, int idleSeconds) {
        this.token = token;
        this.account = account;
        this.idleSeconds = idleSeconds;
    }

    String token() {
        return token;
    }

    Account account() {
        return account;
    }

    void update(Account checked) {
        account = checked;
    }

    @Override
    public String getName() {
        return account.username();
    }

    /** Nobody needs it from here. */
    @Override
    public String getPassword() {
        return "";
    }

    @Override
    public List<? extends Authority> getAuthorities() {
        return List.of();
    }

    @Override
    public List<? extends Authority> getAuthorities(Class<? extends Authority> kind) {
        return List.of();
    }

    /** Rights are ours to check; the library asks this only for rates, of which there is no limit. */
    @Override
    @SuppressWarnings("NullAway") // its contract: null is no
    public @Nullable AuthorizationRequest authorize(AuthorizationRequest request) {
        return null;
    }

    @Override
    public int getMaxIdleTime() {
        return idleSeconds;
    }

    @Override
    public boolean getEnabled() {
        return true;
    }

    @Override
    public String getHomeDirectory() {
        return "/";
    }
}
