package dev.weir.filter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Random;
import org.junit.jupiter.api.Test;

class StateCodecTest {

    @Test
    void shouldReadBackEveryKindOfValue() {
        long seed = 7;
        Random random = new Random(seed);
        StateWriter writer = new StateWriter();
        long[] values = new long[1_000];
        for (int i = 0; i < values.length; i++) {
            values[i] = random.nextLong() >> random.nextInt(64);
            writer.writeLong(values[i]);
            writer.writeInt((int) values[i]);
            writer.writeBoolean(values[i] > 0);
            writer.writeBytes(new byte[(int) (values[i] & 15)]);
        }
        StateReader reader = new StateReader(writer.toByteArray());
        for (long value : values) {
            assertThat(reader.readLong()).as("seed " + seed).isEqualTo(value);
            assertThat(reader.readInt()).isEqualTo((int) value);
            assertThat(reader.readBoolean()).isEqualTo(value > 0);
            assertThat(reader.readBytes()).hasSize((int) (value & 15));
        }
        assertThat(reader.atEnd()).isTrue();
    }

    @Test
    void shouldSayWhatIsWrongWithDamagedState() {
        assertThatThrownBy(() -> new StateReader(new byte[0]).readByte())
                .isInstanceOf(MalformedStateException.class)
                .hasMessageContaining("ends at byte 0");
        assertThatThrownBy(() -> new StateReader(new byte[] {2}).readBoolean())
                .isInstanceOf(MalformedStateException.class)
                .hasMessageContaining("has 2");
        assertThatThrownBy(() -> new StateReader(new byte[] {20, 1}).readBytes())
                .isInstanceOf(MalformedStateException.class)
                .hasMessageContaining("names 10 bytes");
    }
}
