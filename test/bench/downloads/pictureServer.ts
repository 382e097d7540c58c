// Serves one picture under every path, in a process of its own: as a file host it takes no time from who downloads.
import { randomFillSync } from 'node:crypto';
import { createServer } from 'node:http';
import { createCanvas } from '@napi-rs/canvas';
import { listen } from '../../runcomfy/addresses.ts';
import '../../launch/endWithParent.ts';

/** Noise cannot be compressed: three bytes for each pixel, and so about eight megabytes. */
const side = 1664;

const canvas = createCanvas(side, side);
const context = canvas.getContext('2d');
const pixels = context.createImageData(side, side);
randomFillSync(pixels.data);
// All of it opaque, or else colours that nobody sees would be left out.
for (let at = 3; at < pixels.data.length; at += 4) {
  pixels.data[at] = 255;
}
context.putImageData(pixels, 0, 0);
const picture = await canvas.encode('png');

/** Connections since the count was asked for last. */
let connections = 0;

const server = createServer(({ url }, response) => {
  if (url === '/connections') {
    response.setHeader('connection', 'close').end(String(connections - 1));
    connections = 0;
    return;
  }
  response.writeHead(200, { 'content-type': 'image/png', 'content-length': picture.length }).end(picture);
});
server.on('connection', (socket) => {
  connections++;
  socket.setNoDelay(true);
});
console.log(`${picture.length} bytes at ${await listen(server, 0)}`);
