package org.cardpress.writer;

import java.util.OptionalLong;
import org.cardpress.writer.card.ImageMap;
import org.cardpress.writer.card.WritePlan;

/**
 * What a task wants on its card.
 *
 * @param imageSha256 of the raw image
 * @param place of the image's stamp, if it has room for one
 */
record Wanted(String taskId, String imageSha256, ImageMap map, WritePlan plan, OptionalLong place) {}
