// A message centre that speaks SMPP 3.4 by a library of others' making, for testing our own.
//   npm ci && node smsc.mjs PORT        account office / secret, one line at a time
// Numbers that end in 000 do not exist, those in 999 are throttled; all others are taken, and a receipt follows on the same
// line where one was asked for, that of a number in 888 before the message's own name is told, of one in 777 some time later.
// Each message taken is printed as a line of JSON. An SMS "echo" comes back to the sender, "long echo" in two parts, the second when the first is taken.
import smpp from 'smpp';

let serial = 0;
let bound = null;
const say = (what) => console.log(JSON.stringify(what));
const server = smpp.createServer({}, (session) => {
  const bind = (pdu) => {
    const refuse = (status) => session.send(pdu.response({ command_status: status }));
    if (pdu.system_id !== 'office' || pdu.password !== 'secret') return refuse(smpp.ESME_RBINDFAIL);
    if (bound !== null) { say({ second: true }); return refuse(smpp.ESME_RALYBND); }
    bound = session;
    say({ bound: true });
    session.send(pdu.response({ system_id: 'SMSC' }));
  };
  const leaves = () => { if (bound === session) bound = null; };
  for (const kind of ['bind_transceiver', 'bind_transmitter', 'bind_receiver']) session.on(kind, bind);
  session.on('enquire_link', (pdu) => session.send(pdu.response()));
  session.on('unbind', (pdu) => { leaves(); session.send(pdu.response()); session.close(); say({ unbound: true }); });
  session.on('close', leaves);
  session.on('deliver_sm_resp', (pdu) => say({ delivered: pdu.command_status }));
  session.on('error', (error) => console.error(error.message));
  session.on('submit_sm', (pdu) => {
    if (pdu.destination_addr.endsWith('000')) return session.send(pdu.response({ command_status: smpp.ESME_RINVDSTADR }));
    if (pdu.destination_addr.endsWith('999')) return session.send(pdu.response({ command_status: smpp.ESME_RTHROTTLED }));
    const id = `m${++serial}`;
    const { message, udh } = pdu.short_message;
    const back = { source_addr: pdu.destination_addr, destination_addr: pdu.source_addr };
    const receipt = () => {
      if (pdu.registered_delivery & 1) session.deliver_sm({
        ...back, esm_class: 4,
        short_message: `id:${id} sub:001 dlvrd:001 submit date:2601010000 done date:2601010000 stat:DELIVRD err:000 text:`,
        receipted_message_id: id, message_state: 2,
      });
    };
    const part = (number, text) => ({
      ...back, data_coding: 8, short_message: text, sar_msg_ref_num: 7, sar_total_segments: 2, sar_segment_seqnum: number,
    });
    say({ id, from: pdu.source_addr, to: pdu.destination_addr, coding: pdu.data_coding, text: message, udh: udh ? [...udh[0]] : null });
    const early = pdu.destination_addr.endsWith('888');
    if (early) receipt();
    session.send(pdu.response({ message_id: id }));
    if (pdu.destination_addr.endsWith('777')) setTimeout(receipt, 500);
    else if (!early) receipt();
    if (message === 'echo') session.deliver_sm({ ...back, data_coding: 8, short_message: 'Доброго дня, це ехо' });
    if (message === 'long echo') session.deliver_sm(part(2, 'довге ехо'), () => session.deliver_sm(part(1, 'Доброго дня, це ')));
  });
});
server.listen(Number(process.argv[2]), '127.0.0.1', () => console.log('listening'));
