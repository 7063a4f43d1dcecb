package dev.weir.bench.loops;

import java.util.Locale;
import java.util.Random;

/** Words to make honest text of, the more usual ones first in each list. */
final class Vocabulary {

    static final String[] NOUNS = words("""
            system file user value server request table function report team market project river city engine letter
            window garden query record teacher signal house method result paper cache station index bridge island
            winter number memory thread picture budget doctor recipe contract kitchen harvest colour forest mirror
            packet sensor village journal library tunnel factory captain detail mountain language museum measure
            festival passenger laboratory molecule orchestra pipeline parameter variable tradition neighbour
            algorithm satellite customer election violin furniture argument telescope glacier hypothesis merchant""");
    static final String[] VERBS = words("""
            makes uses needs shows keeps finds reads writes changes follows checks sends takes moves opens holds
            returns explains describes compares measures supports replaces improves crosses avoids carries builds
            remembers reaches collects protects answers reduces controls observes repairs visits imagines separates
            combines publishes recommends predicts surrounds celebrates negotiates illuminates translates""");
    static final String[] ADJECTIVES = words("""
            new small old large first different important simple early local quiet green modern public possible
            strong cold recent warm careful distant narrow heavy curious bright regular broken hidden golden
            ancient patient sudden rural digital fragile remote honest electric peculiar transparent seasonal
            independent temporary ambitious horizontal northern reluctant enormous delicate""");
    static final String[] ADVERBS = words("""
            often usually slowly again quickly rarely almost clearly together finally carefully sometimes quietly
            simply directly gradually nearly probably happily eventually deliberately seldom elsewhere twice""");
    static final String[] NAMES = words("""
            Anna Peter Maria Ahmed Li Sofia John Yuki Olga Carlos Fatima Ingrid Paul Nina Kofi Elena Omar Lucy Tom
            Priya Hugo Mei Jonas Clara Viktor Amara Diego Hanna""");
    static final String[] PLACES = words("""
            London Lagos Lima Oslo Kyoto Prague Cairo Boston Nairobi Porto Vienna Hanoi Quito Dublin Tbilisi Zagreb
            Perth Bergen Tunis Chicago""");
    static final String[] GERMAN = words("""
            der die und das Haus Wasser nicht eine Stadt Straße groß können Morgen über schön Brücke immer wieder
            Arbeit Sprache müssen vielleicht Gemüse Fenster langsam zwischen Bücher Frühling erzählen trotzdem
            Schlüssel Möglichkeit Garten Nachbarin plötzlich gegenüber Bahnhof verstehen Zeitung ruhig""");
    static final String[] FRENCH = words("""
            le la les une maison rivière été jour très grand peut être avec sans toujours fenêtre lumière école
            garçon forêt demain pourquoi voilà déjà quelque chose près loin hôtel café théâtre cœur ancien regarder
            chanter travail souvent nouvelle montagne hiver matin""");
    static final String[] RUSSIAN = words("""
            и в не на я быть он с что это она по но мы весь как город дом вода человек время рука дело жизнь день
            большой новый знать видеть дорога письмо окно утро книга зима язык река сегодня потом вместе лес""");
    static final String[] CHINESE = words("""
            我们 今天 学习 城市 时间 问题 可以 需要 因为 所以 非常 重要 方法 世界 发展 研究 系统 数据 结果 使用 孩子 山 水 河流
            朋友 音乐 春天 夜晚 图书馆 故事 语言 变化 工作 生活 电影 老师 花园 颜色 简单 安静""");
    static final String[] EMOJI = words("😀 🎉 🚀 ❤️ 👍 🔥 ✨ 🌍 🐱 🍀 ☕ 📚 🎵 ⚡ 🌈 🍎 👩‍💻 🏔️ 🧩 🕊️");
    static final String[] CODE = words("""
            user order price index cache token buffer request client parser node stream config session account queue
            message result handler timeout offset record schema worker filter image matrix event payment address""");

    private Vocabulary() {}

    private static String[] words(String text) {
        return text.strip().split("\\s+", -1);
    }

    /** Draws a word; those at the front are drawn more often, as in real text. */
    static String draw(Random random, String[] words) {
        double draw = random.nextDouble();
        return words[(int) (draw * Math.sqrt(draw) * words.length)];
    }

    /** Draws a word, all being equal. */
    static String any(Random random, String[] words) {
        return words[random.nextInt(words.length)];
    }

    /** An identifier such as {@code orderQueue}. */
    static String identifier(Random random) {
        return any(random, CODE) + capitalised(any(random, CODE));
    }

    static String capitalised(String word) {
        int first = word.offsetByCodePoints(0, 1);
        return word.substring(0, first).toUpperCase(Locale.ROOT) + word.substring(first);
    }
}
