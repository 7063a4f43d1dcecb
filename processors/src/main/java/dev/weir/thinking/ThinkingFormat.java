package dev.weir.thinking;

import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * How one family of models marks its thinking in the text.
 *
 * @param name what the option {@code formats} calls it
 * @param openers the markers that begin a block
 * @param closers the markers that end a block of this family, and of no other
 * @param interrupters what also ends a block but stays in the text, where the option {@code tool-call-closes} is on
 * @param openerInPrompt whether the prompt's template may hold the opener, so that the answer begins with thinking
 * @param closerMayLead whether an answer without thinking may begin with a bare closer
 */
record ThinkingFormat(
        String name,
        List<String> openers,
        List<String> closers,
        List<String> interrupters,
        boolean openerInPrompt,
        boolean closerMayLead) {

    /**
     * All that are known. The order is part of the stored sessions' format: only append. Markers are not white space at
     * the front, and none holds another one.
     */
    static final List<ThinkingFormat> ALL = List.of(
            tag("think").withOpenerInPrompt().withInterrupter("<tool_call>"),
            between("deepseek-unicode", "<｜begin▁of▁thinking｜>", "<｜end▁of▁thinking｜>"),
            between("deepseek-ascii", "<|begin_of_thinking|>", "<|end_of_thinking|>"),
            tag("thinking"),
            tag("reasoning"),
            tag("reason"),
            tag("thought"),
            between("thought-capital", "<Thought>", "</Thought>"),
            between("budget-thinking", "<budget:thinking>", "</budget:thinking>"),
            between("ant-thinking", "<antThinking>", "</antThinking>"),
            tag("reflection"),
            between("inner-monologue", "<inner_monologue>", "</inner_monologue>"),
            tag("scratchpad"),
            between("open-thoughts", "<|begin_of_thought|>", "<|end_of_thought|>"),
            between("kimi", "◁think▷", "◁/think▷"),
            between("kimi-k3", "<|open|>think<|sep|>", "<|close|>think<|sep|>").withOpenerInPrompt(),
            between("mistral", "[THINK]", "[/THINK]"),
            between("seed-oss", "<seed:think>", "</seed:think>").withOpenerInPrompt(),
            between("minimax", "<mm:think>", "</mm:think>").withOpenerInPrompt().withLeadingCloser(),
            between("cohere", "<|START_THINKING|>", "<|END_THINKING|>").withOpenerInPrompt(),
            between("gemma", "<|channel>thought\n", "<channel|>"),
            between("apertus", "<|inner_prefix|>", "<|inner_suffix|>"),
            between("inkling", "<|content_thinking|>", "<|end_message|>"),
            between("solar", "<|think|>", "<|end|>"),
            between("solar-open2", "<|think:start|>", "<|think:end|>").withOpenerInPrompt(),
            between("pangu", "[unused16]", "[unused17]"),
            between("longcat", "<longcat_think>", "</longcat_think>"));

    ThinkingFormat {
        openers = List.copyOf(openers);
        closers = List.copyOf(closers);
        interrupters = List.copyOf(interrupters);
    }

    private static ThinkingFormat tag(String name) {
        return between(name, "<" + name + ">", "</" + name + ">");
    }

    private static ThinkingFormat between(String name, String opener, String closer) {
        return new ThinkingFormat(name, List.of(opener), List.of(closer), List.of(), false, false);
    }

    private ThinkingFormat withOpenerInPrompt() {
        return new ThinkingFormat(name, openers, closers, interrupters, true, closerMayLead);
    }

    private ThinkingFormat withLeadingCloser() {
        return new ThinkingFormat(name, openers, closers, interrupters, openerInPrompt, true);
    }

    private ThinkingFormat withInterrupter(String interrupter) {
        return new ThinkingFormat(name, openers, closers, List.of(interrupter), openerInPrompt, closerMayLead);
    }

    static byte[] bytes(String marker) {
        return marker.getBytes(StandardCharsets.UTF_8);
    }
}
