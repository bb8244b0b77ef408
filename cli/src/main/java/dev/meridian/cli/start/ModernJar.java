package dev.meridian.cli.start;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassFile.ClassHierarchyResolverOption;
import java.lang.classfile.ClassFile.StackMapsOption;
import java.lang.classfile.ClassFileVersion;
import java.lang.classfile.ClassHierarchyResolver;
import java.lang.classfile.ClassModel;
import java.lang.classfile.ClassTransform;
import java.lang.classfile.CodeTransform;
import java.lang.classfile.MethodModel;
import java.lang.classfile.MethodTransform;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;

/// Copies a jar so that the JVM takes less time over it: nothing is compressed, and class files of
/// Java 5, which have no stack maps and therefore never come into an AOT cache, get them. picocli
/// is such a library, and half of a start without this.
final class ModernJar {

    /// The first version whose verifier needs stack maps.
    private static final int WITH_STACK_MAPS = 50;

    private static final int MAJOR_BYTE = 7;

    private final ClassFile classes;

    private ModernJar(ClassHierarchyResolver hierarchy) {
        this.classes =
                ClassFile.of(
                        StackMapsOption.GENERATE_STACK_MAPS,
                        ClassHierarchyResolverOption.of(hierarchy));
    }

    static void copy(Path from, Path to) throws IOException {
        try (var in = new ZipFile(from.toFile());
                var out =
                        new ZipOutputStream(new BufferedOutputStream(Files.newOutputStream(to)))) {
            var jar = new ModernJar(hierarchy(in));
            out.setMethod(ZipOutputStream.STORED);
            for (ZipEntry entry : in.stream().toList()) {
                store(entry.getName(), jar.modern(entry, bytes(in, entry)), out);
            }
        }
    }

    private static ClassHierarchyResolver hierarchy(ZipFile jar) {
        return ClassHierarchyResolver.ofResourceParsing(
                        type -> {
                            String descriptor = type.descriptorString();
                            String name = descriptor.substring(1, descriptor.length() - 1);
                            ZipEntry entry = jar.getEntry(name + ".class");
                            try {
                                return entry == null ? null : jar.getInputStream(entry);
                            } catch (IOException _) {
                                return null;
                            }
                        })
                .orElse(ClassHierarchyResolver.defaultResolver())
                .cached();
    }

    private static byte[] bytes(ZipFile jar, ZipEntry entry) throws IOException {
        try (InputStream in = jar.getInputStream(entry)) {
            return in.readAllBytes();
        }
    }

    private byte[] modern(ZipEntry entry, byte[] bytes) {
        boolean old = entry.getName().endsWith(".class") && bytes[MAJOR_BYTE] < WITH_STACK_MAPS;
        return old ? modern(classes.parse(bytes)) : bytes;
    }

    private byte[] modern(ClassModel old) {
        ClassTransform again =
                (into, element) -> {
                    switch (element) {
                        case ClassFileVersion _ ->
                                into.withVersion(ClassFile.latestMajorVersion(), 0);
                        case MethodModel method ->
                                into.transformMethod(
                                        method,
                                        MethodTransform.transformingCode(CodeTransform.ACCEPT_ALL));
                        default -> into.with(element);
                    }
                };
        return classes.transformClass(old, again);
    }

    private static void store(String name, byte[] bytes, ZipOutputStream out) throws IOException {
        var entry = new ZipEntry(name);
        var sum = new CRC32();
        sum.update(bytes);
        entry.setCrc(sum.getValue());
        entry.setSize(bytes.length);
        entry.setTime(0);
        out.putNextEntry(entry);
        out.write(bytes);
        out.closeEntry();
    }
}
