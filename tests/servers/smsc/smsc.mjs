// A message centre that speaks SMPP 3.4 by a library of others' making, for testing our own.
//   npm ci && node smsc.mjs PORT        account office / secret
// Numbers that end in 000 do not exist, those in 999 are throttled; all others are taken, and a receipt follows where
// one was asked for. Each message taken is printed as a line of JSON. An SMS to "echo" comes back to the sender.
import smpp from 'smpp';

let serial = 0;
const server = smpp.createServer({}, (session) => {
  const bind = (pdu) => {
    const known = pdu.system_id === 'office' && pdu.password === 'secret';
    session.send(pdu.response(known ? { system_id: 'SMSC' } : { command_status: smpp.ESME_RBINDFAIL }));
  };
  for (const kind of ['bind_transceiver', 'bind_transmitter', 'bind_receiver']) session.on(kind, bind);
  session.on('enquire_link', (pdu) => session.send(pdu.response()));
  session.on('unbind', (pdu) => { session.send(pdu.response()); session.close(); console.log(JSON.stringify({ unbound: true })); });
  session.on('deliver_sm_resp', (pdu) => console.log(JSON.stringify({ delivered: pdu.command_status })));
  session.on('error', (error) => console.error(error.message));
  session.on('submit_sm', (pdu) => {
    if (pdu.destination_addr.endsWith('000')) return session.send(pdu.response({ command_status: smpp.ESME_RINVDSTADR }));
    if (pdu.destination_addr.endsWith('999')) return session.send(pdu.response({ command_status: smpp.ESME_RTHROTTLED }));
    const id = `m${++serial}`;
    const { message, udh } = pdu.short_message;
    console.log(JSON.stringify({ id, from: pdu.source_addr, to: pdu.destination_addr, coding: pdu.data_coding, text: message, udh: udh ? [...udh[0]] : null }));
    session.send(pdu.response({ message_id: id }));
    if (pdu.registered_delivery & 1) session.deliver_sm({
      source_addr: pdu.destination_addr, destination_addr: pdu.source_addr, esm_class: 4,
      short_message: `id:${id} sub:001 dlvrd:001 submit date:2601010000 done date:2601010000 stat:DELIVRD err:000 text:`,
      receipted_message_id: id, message_state: 2,
    });
    if (message === 'echo') session.deliver_sm({ source_addr: pdu.destination_addr, destination_addr: pdu.source_addr, data_coding: 8, short_message: 'Доброго дня, це ехо' });
  });
});
server.listen(Number(process.argv[2]), '127.0.0.1', () => console.log('listening'));
