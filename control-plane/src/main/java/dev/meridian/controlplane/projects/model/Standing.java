package dev.meridian.controlplane.projects.model;

/// How somebody stands who has signed in: as the user they are now.
///
/// @param passwordMark another one after each change of the password; tells nothing of it
public record Standing(User user, String passwordMark) {

    public Caller caller() {
        return new Caller(user.name(), user.id(), user.grants());
    }
}
