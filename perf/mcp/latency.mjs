// What the MCP listener adds to a clean tools/call: the same call direct and through the proxy, in turns, on kept
// connections. Prints p50 and p99 of both in milliseconds, and the difference; ends with 1 when it is over its bar.
//   node perf/mcp/latency.mjs DIRECT-PORT PROXY-PORT [CALLS]
import net from 'node:net';

const [direct, proxied, calls = '5000'] = process.argv.slice(2);
const body = JSON.stringify({
  jsonrpc: '2.0', id: 1, method: 'tools/call',
  params: { name: 'lookup', arguments: { word: 'weather', place: 'Paris', detail: 'the next three days' } },
});

function connect(port) {
  const request = `POST /mcp HTTP/1.1\r\nHost: 127.0.0.1:${port}\r\nContent-Type: application/json\r\n`
    + `Accept: application/json, text/event-stream\r\nMcp-Session-Id: s-latency\r\nContent-Length: ${body.length}\r\n\r\n${body}`;
  const socket = net.connect(Number(port), '127.0.0.1').setNoDelay(true);
  let received = '';
  let answered;
  socket.on('data', (piece) => {
    received += piece.toString('latin1');
    const end = received.indexOf('\r\n\r\n');
    if (end < 0) return;
    const chunked = /transfer-encoding: chunked/i.test(received.slice(0, end));
    const length = /content-length: (\d+)/i.exec(received.slice(0, end));
    const whole = chunked ? received.endsWith('0\r\n\r\n') : received.length >= end + 4 + Number(length?.[1] ?? 0);
    if (!whole) return;
    if (received.includes('"error"') || !received.startsWith('HTTP/1.1 200')) throw new Error(received.slice(0, 500));
    received = '';
    answered();
  });
  return {
    call: () => new Promise((resolve) => { answered = resolve; socket.write(request); }),
    end: () => socket.destroy(),
  };
}

const sides = [direct, proxied].map((port) => ({ wire: connect(port), times: [] }));
for (let n = 0; n < Number(calls); n++) {
  for (const side of n % 2 ? sides : [...sides].reverse()) {
    const start = process.hrtime.bigint();
    await side.wire.call();
    if (n >= Number(calls) / 5) side.times.push(Number(process.hrtime.bigint() - start) / 1e6);
  }
}
const at = (times, part) => [...times].sort((a, b) => a - b)[Math.floor(times.length * part)];
for (const [part, bar] of [[0.5, 0.2], [0.99, 1]]) {
  const [without, through] = sides.map((side) => at(side.times, part));
  const added = (through - without).toFixed(3);
  console.log(`p${part * 100}: direct ${without.toFixed(3)} ms, through ${through.toFixed(3)} ms, added ${added} ms (bar ${bar} ms)`);
  if (through - without > bar) process.exitCode = 1;
}
sides.forEach((side) => side.wire.end());
