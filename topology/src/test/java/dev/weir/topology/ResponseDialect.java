package dev.weir.topology;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import java.util.List;

/** How the API of a vendor says that a response says something and then calls a tool, in one value or in several. */
enum ResponseDialect {
    OPENAI_CHUNKS("openai") {
        @Override
        List<String> response(String id, String text, String arguments) {
            String call = "{\"tool_calls\":[{\"index\":0,\"id\":\"c\",\"type\":\"function\",\"function\":"
                    + "{\"name\":\"read\",\"arguments\":\"\"}}]}";
            int half = arguments.length() / 2;
            return List.of(
                    Chunks.chunk(id, 0, "{\"content\":" + quote(text) + "}", null),
                    Chunks.chunk(id, 0, call, null),
                    Chunks.chunk(id, 0, more(arguments.substring(0, half)), null),
                    Chunks.chunk(id, 0, more(arguments.substring(half)), null),
                    Chunks.chunk(id, 0, "{}", "tool_calls"));
        }

        private String more(String arguments) {
            return "{\"tool_calls\":[{\"index\":0,\"function\":{\"arguments\":" + quote(arguments) + "}}]}";
        }
    },
    OPENAI_WHOLE("openai") {
        @Override
        List<String> response(String id, String text, String arguments) {
            return List.of(
                    "{\"id\":\"" + id + "\",\"choices\":[{\"index\":0,\"message\":{\"role\":\"assistant\",\"content\":"
                            + quote(text)
                            + ",\"tool_calls\":[{\"id\":\"c\",\"type\":\"function\",\"function\":{\"name\":\"read\","
                            + "\"arguments\":" + quote(arguments) + "}}]},\"finish_reason\":\"tool_calls\"}]}");
        }
    },
    OPENAI_FUNCTION("openai") {
        @Override
        List<String> response(String id, String text, String arguments) {
            return List.of(Chunks.chunk(
                    id, 0, "{\"function_call\":{\"name\":\"read\",\"arguments\":" + quote(arguments) + "}}", "stop"));
        }
    },
    RESPONSES_EVENTS("openai-responses") {
        @Override
        List<String> response(String id, String text, String arguments) {
            String call = "{\"type\":\"function_call\",\"name\":\"read\",\"arguments\":";
            return List.of(
                    "{\"type\":\"response.created\",\"response\":{\"id\":\"r\",\"output\":[]}}",
                    event("output_text.delta", 0, "\"delta\":" + quote(text)),
                    event("output_text.done", 0, "\"text\":" + quote(text)),
                    event("output_item.added", 1, "\"item\":" + call + "\"\"}"),
                    event("function_call_arguments.delta", 1, "\"delta\":" + quote(arguments)),
                    event("function_call_arguments.done", 1, "\"arguments\":" + quote(arguments)),
                    event("output_item.done", 1, "\"item\":" + call + quote(arguments) + "}"),
                    "{\"type\":\"response.completed\",\"response\":{\"id\":\"r\",\"output\":[" + call + quote(arguments)
                            + "}]}}");
        }

        private String event(String type, int item, String more) {
            return "{\"type\":\"response." + type + "\",\"output_index\":" + item + ",\"content_index\":0," + more
                    + "}";
        }
    },
    RESPONSES_WHOLE("openai-responses") {
        @Override
        List<String> response(String id, String text, String arguments) {
            return List.of(
                    "{\"id\":\"" + id + "\",\"object\":\"response\",\"output\":[{\"type\":\"message\",\"content\":"
                            + "[{\"type\":\"output_text\",\"text\":" + quote(text) + "}]},{\"type\":\"function_call\","
                            + "\"arguments\":" + quote(arguments) + ",\"name\":\"read\"}]}");
        }
    },
    ANTHROPIC_EVENTS("anthropic") {
        @Override
        List<String> response(String id, String text, String arguments) {
            String tool = "{\"type\":\"tool_use\",\"id\":\"t\",\"name\":\"read\",\"input\":{}}";
            String delta = "{\"type\":\"input_json_delta\",\"partial_json\":" + quote(arguments) + "}";
            return List.of(
                    AnthropicEvents.START,
                    AnthropicEvents.textBlock(0),
                    AnthropicEvents.delta(0, "{\"type\":\"text_delta\",\"text\":" + quote(text) + "}"),
                    AnthropicEvents.stop(0),
                    AnthropicEvents.block(1, tool),
                    AnthropicEvents.delta(1, delta),
                    AnthropicEvents.stop(1),
                    AnthropicEvents.DELTA,
                    AnthropicEvents.STOP);
        }
    },
    ANTHROPIC_WHOLE("anthropic") {
        @Override
        List<String> response(String id, String text, String arguments) {
            return List.of("{\"id\":\"" + id + "\",\"type\":\"message\",\"role\":\"assistant\",\"content\":["
                    + "{\"type\":\"text\",\"text\":" + quote(text) + "},{\"type\":\"tool_use\",\"id\":\"t\",\"input\":"
                    + arguments + ",\"name\":\"read\"}]}");
        }
    },
    BEDROCK("bedrock") {
        @Override
        List<String> response(String id, String text, String arguments) {
            return List.of(
                    "{\"messageStart\":{\"role\":\"assistant\"}}",
                    event("contentBlockDelta", "\"delta\":{\"text\":" + quote(text) + "},", 0),
                    event("contentBlockStop", "", 0),
                    event("contentBlockStart", "\"start\":{\"toolUse\":{\"toolUseId\":\"t\",\"name\":\"read\"}},", 1),
                    event("contentBlockDelta", "\"delta\":{\"toolUse\":{\"input\":" + quote(arguments) + "}},", 1),
                    event("contentBlockStop", "", 1),
                    "{\"messageStop\":{\"stopReason\":\"tool_use\"}}");
        }

        private String event(String name, String more, int block) {
            return "{\"" + name + "\":{" + more + "\"contentBlockIndex\":" + block + "}}";
        }
    },
    OLLAMA("ollama") {
        @Override
        List<String> response(String id, String text, String arguments) {
            return List.of(
                    "{\"model\":\"m\",\"message\":{\"role\":\"assistant\",\"content\":" + quote(text)
                            + "},\"done\":false}",
                    "{\"model\":\"m\",\"message\":{\"role\":\"assistant\",\"content\":\"\",\"tool_calls\":[{\"function\":{"
                            + "\"name\":\"read\",\"arguments\":" + arguments + "}}]},\"done\":false}",
                    "{\"model\":\"m\",\"message\":{\"role\":\"assistant\",\"content\":\"\"},\"done\":true}");
        }
    },
    GEMINI("gemini") {
        @Override
        List<String> response(String id, String text, String arguments) {
            return List.of(
                    candidate(id, "{\"text\":" + quote(text) + "}", ""),
                    candidate(
                            id,
                            "{\"functionCall\":{\"name\":\"read\",\"args\":" + arguments + "}}",
                            ",\"finishReason\":\"STOP\""));
        }

        private String candidate(String id, String part, String more) {
            return "{\"candidates\":[{\"content\":{\"role\":\"model\",\"parts\":[" + part + "]}" + more
                    + "}],\"responseId\":\"" + id + "\"}";
        }
    };

    private final String format;

    ResponseDialect(String format) {
        this.format = format;
    }

    /** The name in the configuration. */
    String format() {
        return format;
    }

    /** The values of a response that says a text and calls {@code read}. */
    abstract List<String> response(String id, String text, String arguments);

    static String quote(String text) {
        return "\"" + new String(JsonStringEncoder.getInstance().quoteAsString(text)) + "\"";
    }
}
