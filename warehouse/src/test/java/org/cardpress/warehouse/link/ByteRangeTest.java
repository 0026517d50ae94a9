package org.cardpress.warehouse.link;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Of a file of 1000 bytes: what a Range header asks for. */
class ByteRangeTest {
    @ParameterizedTest(name = "{0} -> {1}")
    @CsvSource(delimiter = '|', textBlock = """
            bytes=0-499              | 0-499
            bytes=500-999            | 500-999
            bytes=500-               | 500-999
            bytes=-1                 | 999-999
            bytes=-500               | 500-999
            bytes=-5000              | 0-999
            bytes=0-0                | 0-0
            bytes=999-999            | 999-999
            bytes=990-5000           | 990-999
            BYTES = 1 - 2            | 1-2
            bytes=0-999999999999999999 | 0-999
            bytes=1000-              | 416
            bytes=1000-2000          | 416
            bytes=-0                 | 416
            bytes=5-4                | all
            bytes=-                  | all
            bytes=0-1,5-6            | all
            bytes=a-b                | all
            bytes=0-99999999999999999999999999 | all
            lines=1-2                | all
            ''                       | all
            """)
    void aRangeIsReadAsTheStandardSays(String header, String expected) {
        ByteRange range = ByteRange.parse(header, 1000);

        assertThat(words(range)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({"bytes=0-,416", "bytes=-5,416", "bytes=0-0,416"})
    void anEmptyFileHasNoRange(String header, String expected) {
        assertThat(words(ByteRange.parse(header, 0))).isEqualTo(expected);
    }

    private static String words(ByteRange range) {
        if (range instanceof ByteRange.Part part) {
            return part.first() + "-" + part.last();
        }
        return range instanceof ByteRange.Whole ? "all" : "416";
    }
}
