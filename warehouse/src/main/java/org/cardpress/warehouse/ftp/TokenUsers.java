package org.cardpress.warehouse.ftp;

import org.apache.ftpserver.ftplet.Authentication;
import org.apache.ftpserver.ftplet.AuthenticationFailedException;
import org.apache.ftpserver.ftplet.User;
import org.apache.ftpserver.ftplet.UserManager;
import org.apache.ftpserver.usermanager.UsernamePasswordAuthentication;
import org.cardpress.warehouse.access.AccessAnswer;
import org.cardpress.warehouse.access.AccessCheck;
import org.jspecify.annotations.Nullable;

/** There is no list of users here: whoever the scheduler vouches for is one, for as long as it does. */
final class TokenUsers implements UserManager {
    private final AccessCheck check;
    private final int idleSeconds;

    TokenUsers(AccessCheck check, int idleSeconds) {
        this.check = check;
        this.idleSeconds = idleSeconds;
    }

    @Override
    public User authenticate(Authentication authentication) throws AuthenticationFailedException {
        if (authentication instanceof UsernamePasswordAuthentication with
                && with.getPassword() != null
                && check.check(with.getUsername(), with.getPassword()) instanceof AccessAnswer.Granted granted
                && !granted.account().access().isEmpty()) {
            return new TokenUser(with.getPassword(), granted.account(), idleSeconds);
        }
        throw new AuthenticationFailedException("not vouched for by the scheduler");
    }

    @Override
    @SuppressWarnings("NullAway") // its contract: null is unknown before log-in
    public @Nullable User getUserByName(String username) {
        return null;
    }

    @Override
    public String[] getAllUserNames() {
        return new String[0];
    }

    @Override
    public void delete(String username) {
        throw new UnsupportedOperationException("users belong to the scheduler");
    }

    @Override
    public void save(User user) {
        throw new UnsupportedOperationException("users belong to the scheduler");
    }

    @Override
    public boolean doesExist(String username) {
        return false;
    }

    @Override
    public String getAdminName() {
        return "";
    }

    @Override
    public boolean isAdmin(String username) {
        return false;
    }
}
