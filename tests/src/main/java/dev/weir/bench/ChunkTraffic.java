package dev.weir.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.Random;

/**
 * Endless OpenAI chunks of about {@value #RECORD_BYTES} bytes, from some streams at a time: thinking,
 * then prose or damaged JSON, a few characters a chunk, as a gateway produces them. The same seed gives the same bytes.
 */
final class ChunkTraffic implements Iterator<Message> {

    static final int RECORD_BYTES = 200;
    private static final int OPEN_STREAMS = 64;
    private static final String[] WORDS =
            ("the of to and in that is for on with as it at by from this be are or was not but have"
                            + " request order customer delivery account payment server timeout retry cluster partition offset"
                            + " stream record filter window latency budget weather itinerary museum station morning evening"
                            + " function argument result value error index query table column schema because therefore however"
                            + " should could would first second finally please check again status shipped refund invoice")
                    .split(" ");

    /** As servers send it with every chunk, the same for all chunks of a response; brings records to their size. */
    private static final String FINGERPRINT = "b54fe76834b5";

    private final Random random;
    private final Stream[] open;
    private final int length;
    private final boolean underWay;
    private int next;
    private int streams;

    ChunkTraffic(long seed) {
        this(seed, OPEN_STREAMS, 1, false);
    }

    private ChunkTraffic(long seed, int openStreams, int length, boolean underWay) {
        this.random = new Random(seed);
        this.open = new Stream[openStreams];
        this.length = length;
        this.underWay = underWay;
    }

    /**
     * Traffic in the midst of it: the first chunk of each stream that is open at the beginning is the text up to a random
     * place, as if the stream had begun some time before.
     *
     * @param openStreams how many streams are open at a time; chunks come from each in turn
     * @param length how many times as long as usual responses are: about 1 KB
     */
    static ChunkTraffic underWay(long seed, int openStreams, int length) {
        return new ChunkTraffic(seed, openStreams, length, true);
    }

    @Override
    public boolean hasNext() {
        return true;
    }

    @Override
    public Message next() {
        int slot = next++ % open.length;
        Stream stream = open[slot];
        if (stream == null || stream.done()) {
            boolean first = stream == null;
            stream = new Stream(streams++);
            open[slot] = stream;
            if (first && underWay) {
                stream.ahead = random.nextInt(stream.text.length());
            }
        }
        return stream.next();
    }

    /** One response, cut into chunks. */
    private final class Stream implements Iterator<Message> {

        private final int number;
        private final byte[] key;
        private final String text;
        private int position;
        /** How much longer than usual the next chunk is. */
        private int ahead;

        private boolean finished;

        Stream(int number) {
            this.number = number;
            this.key = ("conversation-" + number).getBytes(UTF_8);
            String thinking = number % 4 == 3 ? "" : "<think>\n" + prose(40 * length) + "\n</think>\n\n";
            this.text = thinking + (number % 2 == 0 ? prose(120 * length) : json(12 * length));
        }

        boolean done() {
            return finished;
        }

        @Override
        public boolean hasNext() {
            return !finished;
        }

        @Override
        public Message next() {
            if (finished) {
                throw new NoSuchElementException();
            }
            int to = Math.min(text.length(), position + ahead + 3 + random.nextInt(4));
            ahead = 0;
            finished = position == text.length();
            String delta = finished ? "{}" : "{\"content\":\"" + escape(text.substring(position, to)) + "\"}";
            String head = String.format(
                    "{\"id\":\"chatcmpl-%08d\",\"object\":\"chat.completion.chunk\",\"created\":1790000000,"
                            + "\"model\":\"deepseek-r1\",",
                    number);
            String tail = "\"choices\":[{\"index\":0,\"delta\":" + delta + ",\"finish_reason\":"
                    + (finished ? "\"stop\"" : "null") + "}]}";
            position = to;
            String value = head + "\"system_fingerprint\":\"fp_" + FINGERPRINT + "\"," + tail;
            return new Message(key, value.getBytes(UTF_8));
        }
    }

    private String prose(int words) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < words; i++) {
            text.append(WORDS[random.nextInt(WORDS.length)]).append(i % 12 == 11 ? ". " : " ");
        }
        return text.toString();
    }

    private String json(int members) {
        StringBuilder text = new StringBuilder("{");
        for (int i = 0; i < members; i++) {
            String word = WORDS[random.nextInt(WORDS.length)];
            text.append(i == 0 ? "" : ", ");
            switch (random.nextInt(4)) {
                case 0 -> text.append('"').append(word).append(i).append("\": ").append(random.nextInt(10_000));
                case 1 ->
                    text.append('"')
                            .append(word)
                            .append(i)
                            .append("\": \"")
                            .append(prose(4))
                            .append('"');
                case 2 -> text.append('\'').append(word).append(i).append("': True");
                default -> text.append(word).append(i).append(": [1, 2, 3,]");
            }
        }
        return random.nextInt(3) == 0 ? text.toString() : text.append("}").toString();
    }

    private static String escape(String text) {
        return text.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n");
    }
}
