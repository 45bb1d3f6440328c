// Loaded into the Observatory, which knows ports 80 and 443 only: those of the stack stand behind them.
const net = require("node:net");

const PORTS = { 80: process.env.HTTP_PORT, 443: process.env.HTTPS_PORT };
const connect = net.Socket.prototype.connect;

net.Socket.prototype.connect = function (...args) {
  const options = Array.isArray(args[0]) ? args[0][0] : args[0];
  if (options && PORTS[options.port]) Object.assign(options, { host: "127.0.0.1", port: Number(PORTS[options.port]) });
  return connect.apply(this, args);
};
