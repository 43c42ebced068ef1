"""The wire: framing of TCP, encryption, the exchange of keys, and MTProto's envelope round requests and answers."""
