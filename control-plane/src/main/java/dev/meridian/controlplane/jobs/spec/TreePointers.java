package dev.meridian.controlplane.jobs.spec;

/// Steps up and down a JSON pointer.
public final class TreePointers {

    private TreePointers() {}

    public static String step(String pointer, String name) {
        return TreeBuilder.step(pointer, name);
    }

    /// Of the whole document it is the whole document.
    public static String parent(String pointer) {
        return pointer.substring(0, Math.max(0, pointer.lastIndexOf('/')));
    }

    /// The name of the last step; of an item of a list with that of the list, as `tasks[0]`.
    public static String last(String pointer) {
        String name = bare(pointer);
        boolean item = !name.isEmpty() && name.chars().allMatch(Character::isDigit);
        return item ? bare(parent(pointer)) + "[" + name + "]" : name;
    }

    private static String bare(String pointer) {
        return pointer.substring(pointer.lastIndexOf('/') + 1)
                .replace("~1", "/")
                .replace("~0", "~");
    }
}
