/** Width and height of a PNG, which Discord tells of pictures; nothing for what is none. */
export function sizeOf(bytes: Uint8Array): { readonly width?: number; readonly height?: number } {
  const signature = [0x89, 0x50, 0x4e, 0x47];
  if (bytes.length < 24 || signature.some((byte, index) => bytes[index] !== byte)) return {};
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  return { width: view.getUint32(16), height: view.getUint32(20) };
}
