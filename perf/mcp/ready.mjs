// How long `mcp proxy` takes from its start until a first message has gone through it and back, with the rule cache
// warm: the server is cat, which says back what it is told. Prints the fastest and the median of the runs in
// milliseconds; ends with 1 when no run kept the bar.
//   node perf/mcp/ready.mjs PROGRAM [RUNS]
import { spawn } from 'node:child_process';

const [program, runs = '15'] = process.argv.slice(2);
const bar = 250;
const ping = '{"jsonrpc":"2.0","id":1,"method":"ping"}\n';

const run = () => new Promise((resolve, reject) => {
  const start = process.hrtime.bigint();
  const proxy = spawn(program, ['mcp', 'proxy', '--', 'cat'], { stdio: ['pipe', 'pipe', 'ignore'] });
  let time;
  proxy.stdout.once('data', () => {
    time = Number(process.hrtime.bigint() - start) / 1e6;
    proxy.stdin.end();
  });
  proxy.on('exit', (code) => (time === undefined ? reject(new Error(`it ended with ${code}`)) : resolve(time)));
  proxy.stdin.write(ping);
});

await run(); // Fills the cache.
const times = [];
for (let n = 0; n < Number(runs); n++) times.push(await run());
times.sort((a, b) => a - b);
const [best, median] = [times[0], times[times.length >> 1]].map((time) => time.toFixed(0));
console.log(`ready after ${best} ms at best, ${median} ms in the median (bar ${bar} ms)`);
if (times[0] > bar) process.exitCode = 1;
