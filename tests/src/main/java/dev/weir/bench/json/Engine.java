package dev.weir.bench.json;

import dev.weir.filter.Channel;
import java.util.Locale;
import java.util.Map;

/** Who is measured, and how the document comes. */
enum Engine {
    WEIR(0),
    WEIR_16(16),
    WEIR_64(64),
    WEIR_4096(4096),
    HAIBIIIN(0),
    JACKSON(0);

    private final int pieceBytes;

    Engine(int pieceBytes) {
        this.pieceBytes = pieceBytes;
    }

    Repairer open() {
        return switch (this) {
            case WEIR, WEIR_16, WEIR_64, WEIR_4096 -> new WeirRepairer(Channel.arguments(0), Map.of(), pieceBytes);
            case HAIBIIIN -> new HaibiiinRepairer(false);
            case JACKSON -> new JacksonReader();
        };
    }

    String label() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
