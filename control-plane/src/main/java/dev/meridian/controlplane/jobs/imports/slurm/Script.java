package dev.meridian.controlplane.jobs.imports.slurm;

import dev.meridian.controlplane.jobs.imports.NotImportable;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/// A batch script, taken apart.
///
/// @param interpreter the words of its first line; empty where it has none
/// @param components options of each part of a heterogeneous job; of any other there is one part
/// @param body what it does, without the header
/// @param bodyLine on which the body begins, from 1
/// @param ignored lines with options that stand too late to count
record Script(
        List<String> interpreter,
        List<List<Option>> components,
        String body,
        int bodyLine,
        List<Integer> ignored) {

    static final Pattern HEADER = Pattern.compile("#SBATCH(\\s.*)?");
    private static final Pattern NEXT_PART = Pattern.compile("#SBATCH\\s+(hetjob|packjob)\\s*");

    private static final int MOST_PARTS = 100;

    static Script read(String text) {
        List<String> lines = text.lines().toList();
        List<List<Option>> components = new ArrayList<>(List.of(new ArrayList<Option>()));
        List<Integer> ignored = new ArrayList<>();
        boolean inHeader = true;
        int end = interpreter(lines).isEmpty() ? 0 : 1;
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i);
            inHeader &= line.isBlank() || line.strip().startsWith("#");
            if (!HEADER.matcher(line).matches()) {
                continue;
            }
            if (!inHeader) {
                ignored.add(i + 1);
                continue;
            }
            end = i + 1;
            if (NEXT_PART.matcher(line).matches()) {
                if (components.size() == MOST_PARTS) {
                    throw NotImportable.because(
                            "line " + (i + 1) + ": the job has more than " + MOST_PARTS + " parts",
                            "submit several jobs");
                }
                components.add(new ArrayList<>());
            } else {
                components.getLast().addAll(options(line.substring("#SBATCH".length()), i + 1));
            }
        }
        while (end < lines.size() && lines.get(end).isBlank()) {
            end++;
        }
        String body = String.join("\n", lines.subList(end, lines.size()));
        return new Script(interpreter(lines), components, body, end + 1, ignored);
    }

    private static List<String> interpreter(List<String> lines) {
        return !lines.isEmpty() && lines.getFirst().startsWith("#!")
                ? List.of(lines.getFirst().substring(2).strip().split("\\s+"))
                : List.of();
    }

    boolean isEmpty() {
        return body.lines().map(String::strip).allMatch(l -> l.isEmpty() || l.startsWith("#"));
    }

    boolean uses(String command) {
        return body.lines()
                .map(String::strip)
                .filter(line -> !line.startsWith("#"))
                .anyMatch(Pattern.compile("(^|[^\\w.-])" + command + "([^\\w.-]|$)").asPredicate());
    }

    /// Everything of this kind that the body has, with the first line on which it does something;
    /// what stands in comments alone has the first line of the body.
    Map<String, Integer> linesOf(Pattern what) {
        Map<String, Integer> found = new TreeMap<>();
        List<String> lines = body.lines().toList();
        for (int i = 0; i < lines.size(); i++) {
            if (!lines.get(i).strip().startsWith("#")) {
                int line = bodyLine + i;
                what.matcher(lines.get(i))
                        .results()
                        .forEach(one -> found.putIfAbsent(one.group(), line));
            }
        }
        what.matcher(body).results().forEach(one -> found.putIfAbsent(one.group(), bodyLine));
        return found;
    }

    private static List<Option> options(String text, int line) {
        List<String> words = words(text, line);
        List<Option> options = new ArrayList<>();
        for (int i = 0; i < words.size(); i++) {
            String word = words.get(i);
            int equals = word.indexOf('=');
            String name;
            String value = "";
            boolean complete;
            if (word.startsWith("--")) {
                name = Spelling.ofLong(word.substring(2, equals < 0 ? word.length() : equals));
                complete = equals >= 0 || !Spelling.takesNext(name);
                value = equals < 0 ? "" : word.substring(equals + 1);
            } else if (word.startsWith("-") && word.length() > 1) {
                char letter = word.charAt(1);
                name =
                        Spelling.ofShort(letter)
                                .orElseThrow(() ->
                                        NotImportable.because(
                                                "line "
                                                        + line
                                                        + ": sbatch has no option -"
                                                        + letter,
                                                "see 'man sbatch'"));
                value = word.substring(2).replaceFirst("^=", "");
                complete = !value.isEmpty() || !Spelling.takesNext(name);
            } else {
                throw NotImportable.because(
                        "line " + line + ": \"" + word + "\" is no option of sbatch",
                        "options begin with -");
            }
            if (!complete && i + 1 < words.size()) {
                value = words.get(++i);
            } else if (!complete) {
                throw NotImportable.because(
                        "line " + line + ": --" + name + " lacks its value", "see 'man sbatch'");
            }
            options.add(new Option(name, value, line));
        }
        return options;
    }

    /// As a shell would split them; a `#` begins a comment.
    private static List<String> words(String text, int line) {
        List<String> words = new ArrayList<>();
        var word = new StringBuilder();
        boolean inWord = false;
        char quote = 0;
        for (int i = 0; i < text.length(); i++) {
            char sign = text.charAt(i);
            if (quote != 0) {
                if (sign == quote) {
                    quote = 0;
                } else {
                    word.append(sign);
                }
            } else if (sign == '"' || sign == '\'') {
                quote = sign;
                inWord = true;
            } else if (Character.isWhitespace(sign)) {
                if (inWord) {
                    words.add(word.toString());
                }
                word.setLength(0);
                inWord = false;
            } else if (sign == '#' && !inWord) {
                break;
            } else {
                word.append(sign);
                inWord = true;
            }
        }
        if (quote != 0) {
            throw NotImportable.because("line " + line + ": a quote is not closed", "close it");
        }
        if (inWord) {
            words.add(word.toString());
        }
        return words;
    }
}
