<?xml version="1.0"?>
<psc:chapters version="1.2" xmlns:psc="http://podlove.org/simple-chapters">
<psc:chapter start="0" title="Hello"/>
<psc:chapter start="0:04" title="Shall we?" href="https://example.org"/>
<psc:chapter start="00:00:06.500" title="The beginning"/>
</psc:chapters>
