import { createSign, generateKeyPairSync, randomBytes } from 'node:crypto'

// X.509 (RFC 5280) in DER, written by hand: Node signs but makes no certificates, and openssl is not everywhere.
const der = (tag: number, ...parts: Buffer[]): Buffer => {
  const body = Buffer.concat(parts)
  const digits: number[] = []
  for (let length = body.length; length > 0; length >>= 8) digits.unshift(length & 0xff)
  const size = body.length < 0x80 ? [body.length] : [0x80 | digits.length, ...digits]
  return Buffer.concat([Buffer.from([tag, ...size]), body])
}
const sequence = (...parts: Buffer[]) => der(0x30, ...parts)
const hex = (digits: string) => Buffer.from(digits, 'hex')
const utcTime = (at: Date) =>
  der(0x17, Buffer.from(`${at.toISOString().replace(/[-:T]/g, '').slice(2, 14)}Z`))
const bits = (bytes: Buffer) => der(0x03, Buffer.from([0]), bytes)

const ecdsaWithSha256 = sequence(hex('06082a8648ce3d040302'))
const commonName = (name: string) =>
  sequence(der(0x31, sequence(hex('0603550403'), der(0x0c, Buffer.from(name)))))

/** A key and a certificate for these hosts that nobody has signed but itself, good for a day. Both PEM. */
export function selfSigned(hosts: string[]): { key: string; cert: string } {
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  const now = Date.now()
  const serial = Buffer.concat([Buffer.from([0x01]), randomBytes(8)])
  const names = sequence(...hosts.map(host => der(0x82, Buffer.from(host))))
  const alternatives = sequence(hex('0603551d11'), der(0x04, names))
  const toSign = sequence(
    der(0xa0, der(0x02, Buffer.from([2]))),
    der(0x02, serial),
    ecdsaWithSha256,
    commonName('Ownwords tests'),
    sequence(utcTime(new Date(now - 3_600_000)), utcTime(new Date(now + 86_400_000))),
    commonName('Ownwords tests'),
    publicKey.export({ type: 'spki', format: 'der' }),
    der(0xa3, sequence(alternatives)),
  )
  const signature = createSign('sha256').update(toSign).sign(privateKey)
  const base64 = sequence(toSign, ecdsaWithSha256, bits(signature)).toString('base64')
  const lines = base64.match(/.{1,64}/g)!.join('\n')
  return {
    key: privateKey.export({ type: 'pkcs8', format: 'pem' }) as string,
    cert: `-----BEGIN CERTIFICATE-----\n${lines}\n-----END CERTIFICATE-----\n`,
  }
}
