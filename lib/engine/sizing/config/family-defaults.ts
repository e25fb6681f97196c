import { type Json, textOf } from './config-reader';

/**
 * Fields that the files of a family omit because transformers has defaults for them.
 *
 * @see transformers 5.24.0 `models/{gemma3,falcon}/configuration_*.py` (2026-11)
 */
const familyDefaults: Readonly<Record<string, Json>> = {
  gemma3_text: {
    num_attention_heads: 8,
    num_key_value_heads: 4,
    head_dim: 256,
    max_position_embeddings: 131_072,
    sliding_window_pattern: 6,
    vocab_size: 262_208,
  },
  falcon: { max_position_embeddings: 2048, multi_query: true },
};

/** The fields of the file, and the family's default for each that the file omits. */
export function withFamilyDefaults(fields: Json): Json {
  const family = textOf(fields['model_type']);
  return Object.hasOwn(familyDefaults, family) ? { ...familyDefaults[family], ...fields } : fields;
}

/**
 * Families that have one matrix for input and output embeddings unless the file sets another value.
 * In the other families the two are apart.
 *
 * @see transformers 5.24.0, `tie_word_embeddings` in `models/<family>/configuration_*.py` (2026-11)
 */
const tiedByDefault = /^(?:gemma\w*|cohere2?|falcon|bert|roberta|xlm-roberta|modernbert)$/;

/**
 * Whether input and output embeddings are one matrix. The language model decides, then the file of
 * the whole model, then the family.
 */
export function hasTiedEmbeddings(config: Json, text: Json): boolean {
  const given = [text['tie_word_embeddings'], config['tie_word_embeddings']].find(
    (value) => typeof value === 'boolean',
  );
  return typeof given === 'boolean' ? given : tiedByDefault.test(textOf(text['model_type']));
}
