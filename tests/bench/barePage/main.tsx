/** The reference of wallPage.ts: React and Socket.IO with nothing of ours, sixty values as plain text. */
import { useEffect, useState } from 'react';
import { createRoot } from 'react-dom/client';
import { io } from 'socket.io-client';

type Values = ReadonlyMap<string, number>;

function Values() {
  const [values, setValues] = useState<Values>(new Map());
  useEffect(() => {
    const socket = io({ transports: ['websocket'] });
    socket.on('values', (changed: [string, number][]) =>
      setValues((before) => new Map([...before, ...changed])),
    );
    return () => {
      socket.disconnect();
    };
  }, []);
  return (
    <ul>
      {[...values].map(([name, value]) => (
        <li key={name}>
          {name}: {value}
        </li>
      ))}
    </ul>
  );
}

const root = document.getElementById('root');
if (root) createRoot(root).render(<Values />);
