/** The fields of a protobuf message, each with its values in their order: numbers of varints, and bytes of the rest. */
export type Fields = Map<number, (bigint | Buffer)[]>

/** Reads the wire format without a schema. @throws RangeError where it is none */
export function fieldsOf(bytes: Buffer): Fields {
  const fields: Fields = new Map()
  let at = 0
  const varint = (): bigint => {
    let value = 0n
    for (let shift = 0n; ; shift += 7n) {
      const byte = bytes.readUInt8(at++)
      value |= BigInt(byte & 0x7f) << shift
      if (byte < 0x80) return value
    }
  }
  const take = (length: number): Buffer => {
    if (at + length > bytes.length) throw new RangeError('The message ends before its field does')
    at += length
    return bytes.subarray(at - length, at)
  }
  while (at < bytes.length) {
    const key = Number(varint())
    const field = key >> 3
    const wire = key & 7
    if (wire !== 0 && wire !== 1 && wire !== 2 && wire !== 5) throw new RangeError(`No wire type: ${wire}`)
    const value = wire === 0 ? varint() : take(wire === 1 ? 8 : wire === 5 ? 4 : Number(varint()))
    fields.set(field, [...(fields.get(field) ?? []), value])
  }
  return fields
}

export const messages = (fields: Fields, field: number): Fields[] =>
  (fields.get(field) ?? []).map(value => fieldsOf(value as Buffer))

export const text = (fields: Fields, field: number): string =>
  ((fields.get(field)?.[0] as Buffer | undefined) ?? Buffer.alloc(0)).toString()

export const hex = (fields: Fields, field: number): string =>
  ((fields.get(field)?.[0] as Buffer | undefined) ?? Buffer.alloc(0)).toString('hex')
