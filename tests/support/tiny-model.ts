import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'

/** Words that the tiny model knows, each with the vector that it gives their token; the first two stand for others. */
export const TINY_WORDS: [word: string, vector: [number, number, number]][] = [
  ['[PAD]', [9, 9, 9]],
  ['[UNK]', [0, 0, 5]],
  ['sea', [1, 0, 0]],
  ['moon', [0, 2, 0]],
  ['car', [0, 0, -3]],
]
/** Of one text: what comes after is not read. */
export const TINY_TOKENS = 4

/**
 * Writes a model into the folder as transformers.js wants it: one Gather over the words' vectors, from `input_ids` to
 * `last_hidden_state`. The ONNX file is put together here, byte by byte: there is nothing else in it.
 */
export async function writeTinyModel(folder: string): Promise<void> {
  await mkdir(join(folder, 'onnx'), { recursive: true })
  const json = (name: string, value: unknown) => writeFile(join(folder, name), JSON.stringify(value))
  await json('config.json', { model_type: 'bert', architectures: ['BertModel'] })
  await json('tokenizer_config.json', {
    tokenizer_class: 'PreTrainedTokenizerFast',
    model_max_length: TINY_TOKENS,
    pad_token: '[PAD]',
    unk_token: '[UNK]',
  })
  await json('tokenizer.json', {
    version: '1.0',
    truncation: null,
    padding: null,
    added_tokens: [],
    normalizer: { type: 'Lowercase' },
    pre_tokenizer: { type: 'Whitespace' },
    post_processor: null,
    decoder: null,
    model: {
      type: 'WordLevel',
      unk_token: '[UNK]',
      vocab: Object.fromEntries(TINY_WORDS.map(([word], id) => [word, id])),
    },
  })
  await writeFile(join(folder, 'onnx', 'model.onnx'), onnx(TINY_WORDS.map(([, vector]) => vector)))
}

// The numbers of fields and types are those of onnx.proto3, IR version 8.
const FLOAT = 1
const INT64 = 7

function onnx(rows: number[][]): Buffer {
  const width = rows[0]!.length
  const table = message(
    [1, varint(rows.length)],
    [1, varint(width)],
    [2, varint(FLOAT)],
    [8, text('table')],
    [9, Buffer.from(new Float32Array(rows.flat()).buffer)],
  )
  const gather = message(
    [1, text('table')],
    [1, text('input_ids')],
    [2, text('last_hidden_state')],
    [4, text('Gather')],
  )
  const graph = message(
    [1, gather],
    [2, text('tiny')],
    [5, table],
    [11, tensor('input_ids', INT64, ['batch', 'length'])],
    [11, tensor('attention_mask', INT64, ['batch', 'length'])],
    [12, tensor('last_hidden_state', FLOAT, ['batch', 'length', width])],
  )
  return message([1, varint(8)], [7, graph], [8, message([1, text('')], [2, varint(13)])])
}

function tensor(name: string, type: number, shape: (string | number)[]): Buffer {
  const dims = shape.map(
    dim => [1, message(typeof dim === 'number' ? [1, varint(dim)] : [2, text(dim)])] as Field,
  )
  const of = message([1, varint(type)], [2, message(...dims)])
  return message([1, text(name)], [2, message([1, of])])
}

/** A number is a varint, bytes have their length before them. */
type Field = [number: number, value: Buffer | { varint: Buffer }]

function message(...fields: Field[]): Buffer {
  return Buffer.concat(
    fields.flatMap(([number, value]) =>
      'varint' in value
        ? [bytesOf(number << 3), value.varint]
        : [bytesOf((number << 3) | 2), bytesOf(value.length), value],
    ),
  )
}

const text = (value: string) => Buffer.from(value)
const varint = (value: number) => ({ varint: bytesOf(value) })

function bytesOf(value: number): Buffer {
  const bytes: number[] = []
  for (let rest = value; ; rest >>>= 7) {
    if (rest < 128) return Buffer.from([...bytes, rest])
    bytes.push((rest & 127) | 128)
  }
}
