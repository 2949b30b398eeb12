<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="de" sourcelanguage="en">
<context>
    <name></name>
    <message>
        <source>Turn</source>
        <translation>Drehen</translation>
    </message>
    <message>
        <source>Nod</source>
        <translation>Nicken</translation>
    </message>
    <message>
        <source>Tilt</source>
        <translation>Neigen</translation>
    </message>
    <message>
        <source>Left / right</source>
        <translation>Links / rechts</translation>
    </message>
    <message>
        <source>Up / down</source>
        <translation>Auf / ab</translation>
    </message>
    <message>
        <source>Zoom</source>
        <translation>Zoom</translation>
    </message>
    <message>
        <source>Face width</source>
        <translation>Gesichtsbreite</translation>
    </message>
    <message>
        <source>Jaw width</source>
        <translation>Kieferbreite</translation>
    </message>
    <message>
        <source>Chin length</source>
        <translation>Kinnlänge</translation>
    </message>
    <message>
        <source>Forehead height</source>
        <translation>Stirnhöhe</translation>
    </message>
    <message>
        <source>Cheeks</source>
        <translation>Wangen</translation>
    </message>
    <message>
        <source>Nose length</source>
        <translation>Nasenlänge</translation>
    </message>
    <message>
        <source>Nose width</source>
        <translation>Nasenbreite</translation>
    </message>
    <message>
        <source>Eye size</source>
        <translation>Augengröße</translation>
    </message>
    <message>
        <source>Eye distance</source>
        <translation>Augenabstand</translation>
    </message>
    <message>
        <source>Lip fullness</source>
        <translation>Lippenfülle</translation>
    </message>
    <message>
        <source>Mouth width</source>
        <translation>Mundbreite</translation>
    </message>
    <message>
        <source>Brow height</source>
        <translation>Brauenhöhe</translation>
    </message>
    <message>
        <source>Smile</source>
        <translation>Lächeln</translation>
    </message>
    <message>
        <source>Mouth open</source>
        <translation>Mund öffnen</translation>
    </message>
    <message>
        <source>Brow raise</source>
        <translation>Brauen heben</translation>
    </message>
    <message>
        <source>Brow frown</source>
        <translation>Brauen zusammenziehen</translation>
    </message>
    <message>
        <source>Close right eye</source>
        <translation>Rechtes Auge schließen</translation>
    </message>
    <message>
        <source>Close left eye</source>
        <translation>Linkes Auge schließen</translation>
    </message>
    <message>
        <source>Gaze sideways</source>
        <translation>Blick seitwärts</translation>
    </message>
    <message>
        <source>Gaze up / down</source>
        <translation>Blick auf / ab</translation>
    </message>
    <message>
        <source>Pucker</source>
        <translation>Kussmund</translation>
    </message>
    <message>
        <source>Cheek puff</source>
        <translation>Wangen aufblasen</translation>
    </message>
    <message>
        <source>Head motion</source>
        <translation>Kopfbewegung</translation>
    </message>
    <message>
        <source>Whole face</source>
        <translation>Ganzes Gesicht</translation>
    </message>
    <message>
        <source>Mouth</source>
        <translation>Mund</translation>
    </message>
    <message>
        <source>Eyes</source>
        <translation>Augen</translation>
    </message>
    <message>
        <source>Brows</source>
        <translation>Brauen</translation>
    </message>
    <message>
        <source>Gaze</source>
        <translation>Blick</translation>
    </message>
    <message>
        <source>Pose</source>
        <translation>Haltung</translation>
    </message>
    <message>
        <source>Position</source>
        <translation>Lage</translation>
    </message>
    <message>
        <source>Face shape</source>
        <translation>Gesichtsform</translation>
    </message>
    <message>
        <source>Expression</source>
        <translation>Ausdruck</translation>
    </message>
    <message>
        <source>Strength</source>
        <translation>Stärke</translation>
    </message>
    <message>
        <source>Turns the head towards the picture&apos;s right.</source>
        <translation>Dreht den Kopf im Bild nach rechts.</translation>
    </message>
    <message>
        <source>Nods the head down.</source>
        <translation>Senkt den Kopf nach unten.</translation>
    </message>
    <message>
        <source>Tilts the head clockwise in the picture.</source>
        <translation>Neigt den Kopf im Bild im Uhrzeigersinn.</translation>
    </message>
    <message>
        <source>Moves the avatar to the picture&apos;s right.</source>
        <translation>Schiebt den Avatar im Bild nach rechts.</translation>
    </message>
    <message>
        <source>Moves the avatar down.</source>
        <translation>Schiebt den Avatar nach unten.</translation>
    </message>
    <message>
        <source>Enlarges head and shoulders.</source>
        <translation>Vergrößert Kopf und Schultern.</translation>
    </message>
    <message>
        <source>Widens the face.</source>
        <translation>Macht das Gesicht breiter.</translation>
    </message>
    <message>
        <source>Widens the lower jaw.</source>
        <translation>Macht den Unterkiefer breiter.</translation>
    </message>
    <message>
        <source>Lengthens the chin.</source>
        <translation>Verlängert das Kinn.</translation>
    </message>
    <message>
        <source>Heightens the forehead.</source>
        <translation>Macht die Stirn höher.</translation>
    </message>
    <message>
        <source>Fills the cheeks.</source>
        <translation>Füllt die Wangen.</translation>
    </message>
    <message>
        <source>Lengthens the nose.</source>
        <translation>Verlängert die Nase.</translation>
    </message>
    <message>
        <source>Widens the nose.</source>
        <translation>Macht die Nase breiter.</translation>
    </message>
    <message>
        <source>Enlarges the eyes.</source>
        <translation>Vergrößert die Augen.</translation>
    </message>
    <message>
        <source>Sets the eyes further apart.</source>
        <translation>Setzt die Augen weiter auseinander.</translation>
    </message>
    <message>
        <source>Makes the lips fuller.</source>
        <translation>Macht die Lippen voller.</translation>
    </message>
    <message>
        <source>Widens the mouth.</source>
        <translation>Macht den Mund breiter.</translation>
    </message>
    <message>
        <source>Sets the brows higher.</source>
        <translation>Setzt die Brauen höher.</translation>
    </message>
    <message>
        <source>Smiles; below zero the corners of the mouth go down.</source>
        <translation>Lächelt; unter null gehen die Mundwinkel nach unten.</translation>
    </message>
    <message>
        <source>Opens the mouth by dropping the jaw.</source>
        <translation>Öffnet den Mund, indem der Kiefer sinkt.</translation>
    </message>
    <message>
        <source>Raises both brows.</source>
        <translation>Hebt beide Brauen.</translation>
    </message>
    <message>
        <source>Draws the brows down and together.</source>
        <translation>Zieht die Brauen herab und zusammen.</translation>
    </message>
    <message>
        <source>Closes the avatar&apos;s right eye; below zero opens it wide.</source>
        <translation>Schließt das rechte Auge des Avatars; unter null öffnet es sich weit.</translation>
    </message>
    <message>
        <source>Closes the avatar&apos;s left eye; below zero opens it wide.</source>
        <translation>Schließt das linke Auge des Avatars; unter null öffnet es sich weit.</translation>
    </message>
    <message>
        <source>Looks to the picture&apos;s right.</source>
        <translation>Blickt im Bild nach rechts.</translation>
    </message>
    <message>
        <source>Looks down.</source>
        <translation>Blickt nach unten.</translation>
    </message>
    <message>
        <source>Purses the lips as for a kiss.</source>
        <translation>Spitzt die Lippen wie zum Kuss.</translation>
    </message>
    <message>
        <source>Blows up the cheeks.</source>
        <translation>Bläst die Wangen auf.</translation>
    </message>
    <message>
        <source>Strengthens the driver&apos;s head motion.</source>
        <translation>Verstärkt deine Kopfbewegung.</translation>
    </message>
    <message>
        <source>Strengthens the driver&apos;s whole expression.</source>
        <translation>Verstärkt deinen ganzen Ausdruck.</translation>
    </message>
    <message>
        <source>Strengthens the driver&apos;s mouth.</source>
        <translation>Verstärkt deinen Mund.</translation>
    </message>
    <message>
        <source>Strengthens the driver&apos;s eyelids.</source>
        <translation>Verstärkt deine Augenlider.</translation>
    </message>
    <message>
        <source>Strengthens the driver&apos;s brows.</source>
        <translation>Verstärkt deine Brauen.</translation>
    </message>
    <message>
        <source>Strengthens the driver&apos;s glances.</source>
        <translation>Verstärkt deine Blicke.</translation>
    </message>
    <message>
        <source>Look straight into the camera.</source>
        <translation>Blicke gerade in die Kamera.</translation>
    </message>
    <message>
        <source>Neutral face ready.</source>
        <translation>Ruhiges Gesicht erkannt.</translation>
    </message>
    <message>
        <source>{name} delivers.</source>
        <translation>{name} liefert Bilder.</translation>
    </message>
    <message>
        <source>{name} has ended.</source>
        <translation>{name} ist zu Ende.</translation>
    </message>
    <message>
        <source>The avatar is drawn again.</source>
        <translation>Der Avatar wird wieder gezeichnet.</translation>
    </message>
    <message>
        <source>Tracking works again.</source>
        <translation>Die Erkennung läuft wieder.</translation>
    </message>
    <message>
        <source>A program uses the virtual camera.</source>
        <translation>Ein Programm nutzt die virtuelle Kamera.</translation>
    </message>
    <message>
        <source>{name} went away: plug it in again, vcam keeps trying</source>
        <translation>{name} ist verschwunden: schließe sie wieder an, vcam versucht es weiter</translation>
    </message>
    <message>
        <source>{name} gives no picture: see that it is free, vcam keeps trying</source>
        <translation>{name} liefert kein Bild: sieh nach, ob sie frei ist, vcam versucht es weiter</translation>
    </message>
    <message>
        <source>Camera lost, reconnecting: plug {name} in again.</source>
        <translation>Kamera verloren, verbinde neu: schließe {name} wieder an.</translation>
    </message>
    <message>
        <source>Opening {name} ...</source>
        <translation>{name} wird geöffnet ...</translation>
    </message>
    <message>
        <source>{name} waits.</source>
        <translation>{name} wartet.</translation>
    </message>
    <message>
        <source>Opening the source ...</source>
        <translation>Die Quelle wird geöffnet ...</translation>
    </message>
    <message>
        <source>{name} has stopped sending pictures; waiting for it.</source>
        <translation>{name} sendet keine Bilder mehr; vcam wartet darauf.</translation>
    </message>
    <message>
        <source>{name}: {does}; it really gives {fps} fps: more light or a smaller size may help.</source>
        <translation>{name}: {does}; tatsächlich kommen {fps} Bilder/s: mehr Licht oder eine kleinere Größe kann helfen.</translation>
    </message>
    <message>
        <source>Showing the picture {name}.</source>
        <translation>Das Bild {name} wird gezeigt.</translation>
    </message>
    <message>
        <source>Paused: the camera is closed.</source>
        <translation>Pausiert: die Kamera ist geschlossen.</translation>
    </message>
    <message>
        <source>Asleep until a program uses the virtual camera.</source>
        <translation>Schläft, bis ein Programm die virtuelle Kamera benutzt.</translation>
    </message>
    <message>
        <source>{name} can&apos;t be opened: {error}</source>
        <translation>{name} lässt sich nicht öffnen: {error}</translation>
    </message>
    <message>
        <source>there is no file {name}: check the name</source>
        <translation>es gibt keine Datei {name}: prüfe den Namen</translation>
    </message>
    <message>
        <source>the virtual camera {path} is fixed to {width}x{height}, not {width2}x{height2}: choose that output size, or load its driver again without keep_format</source>
        <translation>die virtuelle Kamera {path} ist auf {width}x{height} festgelegt, nicht {width2}x{height2}: wähle diese Ausgabegröße, oder lade ihren Treiber neu ohne keep_format</translation>
    </message>
    <message>
        <source>the virtual camera {path} went away while opening ({error}); load its driver again</source>
        <translation>die virtuelle Kamera {path} ist beim Öffnen verschwunden ({error}); lade ihren Treiber neu</translation>
    </message>
    <message>
        <source>the virtual camera {name} took no picture ({error}); vcam tries again</source>
        <translation>die virtuelle Kamera {name} hat kein Bild angenommen ({error}); vcam versucht es wieder</translation>
    </message>
    <message>
        <source>the avatar folder {folder} can&apos;t be read ({error}): check its permissions</source>
        <translation>der Avatar-Ordner {folder} ist nicht lesbar ({error}): prüfe seine Rechte</translation>
    </message>
    <message>
        <source>the part of photo {name} to keep has {width} x {height} pixels, expected at least {least} x {least2}: keep more of it</source>
        <translation>der gewählte Teil von Foto {name} hat {width} x {height} Pixel, nötig sind mindestens {least} x {least2}: behalte mehr davon</translation>
    </message>
    <message>
        <source>photo {name} needs more memory than there is: save it smaller</source>
        <translation>Foto {name} braucht mehr Speicher, als da ist: speichere es kleiner</translation>
    </message>
    <message>
        <source>photo {name} is an HEIC file, which needs the package pillow-heif: install it, or export the photo as JPEG</source>
        <translation>Foto {name} ist eine HEIC-Datei, die das Paket pillow-heif braucht: installiere es, oder exportiere das Foto als JPEG</translation>
    </message>
    <message>
        <source>the order of the avatars can&apos;t be saved in {folder} ({error}): check that you may write there</source>
        <translation>die Reihenfolge der Avatare lässt sich in {folder} nicht speichern ({error}): prüfe, ob du dort schreiben darfst</translation>
    </message>
    <message>
        <source>the look {path} can&apos;t be written ({error}): check that its folder may be written and the disk has room</source>
        <translation>der Look {path} lässt sich nicht schreiben ({error}): prüfe, ob sein Ordner beschreibbar ist und die Platte Platz hat</translation>
    </message>
    <message>
        <source>{name} is no look ({error}): save one with vcam and choose that</source>
        <translation>{name} ist kein Look ({error}): speichere einen mit vcam und wähle diesen</translation>
    </message>
    <message>
        <source>something unexpected happened while {doing} ({what}); the log has the details</source>
        <translation>etwas Unerwartetes ist geschehen ({what}; {doing}); Einzelheiten stehen im Protokoll</translation>
    </message>
    <message>
        <source>there is no camera {text}; connected: {known} (`vcam cameras` lists them)</source>
        <translation>es gibt keine Kamera {text}; angeschlossen: {known} (`vcam cameras` listet sie auf)</translation>
    </message>
    <message>
        <source>no camera is connected: plug one in, or check that this user may use it</source>
        <translation>keine Kamera ist angeschlossen: schließe eine an, oder prüfe, ob du sie benutzen darfst</translation>
    </message>
    <message>
        <source>cameras can&apos;t be listed ({error}): install the package cv2-enumerate-cameras</source>
        <translation>die Kameras lassen sich nicht auflisten ({error}): installiere das Paket cv2-enumerate-cameras</translation>
    </message>
    <message>
        <source>there is no motion file at {path}: check the name</source>
        <translation>unter {path} liegt keine Bewegungsdatei: prüfe den Namen</translation>
    </message>
    <message>
        <source>{path} is not a motion that vcam can read ({reason}): record it again with `vcam motion record`</source>
        <translation>{path} ist keine Bewegung, die vcam lesen kann ({reason}): nimm sie mit `vcam motion record` neu auf</translation>
    </message>
    <message>
        <source>there is no picture at {path}: check the name</source>
        <translation>unter {path} liegt kein Bild: prüfe den Namen</translation>
    </message>
    <message>
        <source>{name} is not a picture that vcam can read: save it as PNG or JPEG</source>
        <translation>{name} ist kein Bild, das vcam lesen kann: speichere es als PNG oder JPEG</translation>
    </message>
    <message>
        <source>the picture {name} is damaged or can&apos;t be read ({error})</source>
        <translation>das Bild {name} ist beschädigt oder nicht lesbar ({error})</translation>
    </message>
    <message>
        <source>another program is sending to the virtual camera {path}; stop it there or choose another device</source>
        <translation>ein anderes Programm sendet an die virtuelle Kamera {path}; beende es dort, oder wähle ein anderes Gerät</translation>
    </message>
    <message>
        <source>{paths} may not be opened by you: add yourself to the group &apos;video&apos; with `sudo usermod -aG video {user}` and log in again</source>
        <translation>du darfst {paths} nicht öffnen: nimm dich mit `sudo usermod -aG video {user}` in die Gruppe „video“ auf, und melde dich neu an</translation>
    </message>
    <message>
        <source>no virtual camera was found: {help}</source>
        <translation>keine virtuelle Kamera gefunden: {help}</translation>
    </message>
    <message>
        <source>no virtual camera is named {wanted}; there are: {known}</source>
        <translation>keine virtuelle Kamera heißt {wanted}; es gibt: {known}</translation>
    </message>
    <message>
        <source>the virtual camera {path} doesn&apos;t exist: {help}</source>
        <translation>die virtuelle Kamera {path} gibt es nicht: {help}</translation>
    </message>
    <message>
        <source>the virtual camera {path} doesn&apos;t answer ({error}); load its driver again</source>
        <translation>die virtuelle Kamera {path} antwortet nicht ({error}); lade ihren Treiber neu</translation>
    </message>
    <message>
        <source>the virtual camera {name} went away; load its driver again, vcam reconnects by itself</source>
        <translation>die virtuelle Kamera {name} ist verschwunden; lade ihren Treiber neu, vcam verbindet sich von selbst</translation>
    </message>
    <message>
        <source>{what} is in use already ({text}); stop the program that sends to it</source>
        <translation>{what} wird schon benutzt ({text}); beende das Programm, das dorthin sendet</translation>
    </message>
    <message>
        <source>{what} can&apos;t be opened ({text}); {help}</source>
        <translation>{what} lässt sich nicht öffnen ({text}); {help}</translation>
    </message>
    <message>
        <source>{what} can&apos;t change to {width}x{height} while another program uses it; close that program&apos;s camera, start vcam first, then the program</source>
        <translation>{what} kann nicht auf {width}x{height} wechseln, solange ein anderes Programm die Kamera nutzt; schließe sie dort, starte erst vcam, dann das Programm</translation>
    </message>
    <message>
        <source>pyvirtualcam can&apos;t be loaded ({error}); install it with `pip install pyvirtualcam`</source>
        <translation>pyvirtualcam lässt sich nicht laden ({error}); installiere es mit `pip install pyvirtualcam`</translation>
    </message>
    <message>
        <source>the picture {path} can&apos;t be written ({error}): check that its folder may be written and the disk has room</source>
        <translation>das Bild {path} lässt sich nicht schreiben ({error}): prüfe, ob der Ordner beschreibbar ist und der Datenträger Platz hat</translation>
    </message>
    <message>
        <source>the recording {path} {what} ({reason}): check that the folder may be written and the disk has room, or record somewhere else</source>
        <translation>die Aufnahme {path} ist gescheitert ({what}: {reason}): prüfe, ob der Ordner beschreibbar ist und der Datenträger Platz hat, oder nimm anderswo auf</translation>
    </message>
    <message>
        <source>{threads} did not stop within {seconds} s: a driver or disk hangs; close vcam and start it again</source>
        <translation>{threads} hörte nach {seconds} s nicht auf: ein Treiber oder Datenträger hängt; schließe vcam, und starte es neu</translation>
    </message>
    <message>
        <source>an avatar can&apos;t be called {name}: expected 1 to {most} printable characters</source>
        <translation>ein Avatar kann nicht {name} heißen: erwartet werden 1 bis {most} druckbare Zeichen</translation>
    </message>
    <message>
        <source>photo {name} has {found}, expected at most {most} million: scale it down</source>
        <translation>Foto {name} hat {found}, erlaubt sind höchstens {most} Millionen: verkleinere es</translation>
    </message>
    <message>
        <source>photo {name} is empty: choose another file</source>
        <translation>Foto {name} ist leer: wähle eine andere Datei</translation>
    </message>
    <message>
        <source>photo {name} has {width} x {height} pixels, expected at least {least} x {least2}: choose a larger one</source>
        <translation>Foto {name} hat {width} x {height} Pixel, nötig sind mindestens {least} x {least2}: wähle ein größeres</translation>
    </message>
    <message>
        <source>photo {name} is too narrow a strip to hold a face: choose another one</source>
        <translation>Foto {name} ist ein zu schmaler Streifen für ein Gesicht: wähle ein anderes</translation>
    </message>
    <message>
        <source>photo {name} is a file of {size} MB, expected at most {most} MB: save it smaller</source>
        <translation>Foto {name} ist eine Datei von {size} MB, erlaubt sind höchstens {most} MB: speichere es kleiner</translation>
    </message>
    <message>
        <source>there is no photo at {path}: check the path</source>
        <translation>unter {path} liegt kein Foto: prüfe den Pfad</translation>
    </message>
    <message>
        <source>photo {path} can&apos;t be read ({reason}): check its permissions</source>
        <translation>Foto {path} ist nicht lesbar ({reason}): prüfe seine Berechtigungen</translation>
    </message>
    <message>
        <source>photo {name} is damaged or incomplete ({reason}): copy or export it again</source>
        <translation>Foto {name} ist beschädigt oder unvollständig ({reason}): kopiere oder exportiere es neu</translation>
    </message>
    <message>
        <source>{name} is not a picture that vcam can read: expected JPEG, PNG, WebP, HEIC, AVIF, TIFF, BMP or GIF, choose another file</source>
        <translation>{name} ist kein Bild, das vcam lesen kann: erwartet wird JPEG, PNG, WebP, HEIC, AVIF, TIFF, BMP oder GIF, wähle eine andere Datei</translation>
    </message>
    <message>
        <source>there is an avatar called {name} already: choose another name, or remove it first</source>
        <translation>es gibt schon einen Avatar namens {name}: wähle einen anderen Namen, oder entferne ihn zuerst</translation>
    </message>
    <message>
        <source>avatar {name} ships with vcam and can&apos;t {what}</source>
        <translation>Avatar {name} gehört zu vcam und bleibt, wie er ist ({what})</translation>
    </message>
    <message>
        <source>avatar {name} has lost its photo: remove it and add it again</source>
        <translation>Avatar {name} hat sein Foto verloren: entferne ihn, und füge ihn neu hinzu</translation>
    </message>
    <message>
        <source>avatar {name} is damaged ({error}): remove it and add it again</source>
        <translation>Avatar {name} ist beschädigt ({error}): entferne ihn, und füge ihn neu hinzu</translation>
    </message>
    <message>
        <source>avatar {name} can&apos;t be saved in {folder} ({error}): choose a folder that you may write to, on a disk with room</source>
        <translation>Avatar {name} lässt sich nicht in {folder} speichern ({error}): wähle einen beschreibbaren Ordner auf einem Datenträger mit Platz</translation>
    </message>
    <message>
        <source>avatar {name} can&apos;t be removed from {folder} ({error}): check that you may write there</source>
        <translation>Avatar {name} lässt sich nicht aus {folder} entfernen ({error}): prüfe, ob du dort schreiben darfst</translation>
    </message>
    <message>
        <source>the look {path} can&apos;t be read ({reason}): choose another file</source>
        <translation>der Look {path} ist nicht lesbar ({reason}): wähle eine andere Datei</translation>
    </message>
    <message>
        <source>remote control can&apos;t listen on port {port} ({reason}): choose another port</source>
        <translation>die Fernsteuerung kann nicht an Port {port} lauschen ({reason}): wähle einen anderen Port</translation>
    </message>
    <message>
        <source>Face Mesh takes about 2 ms on one processor thread, so a graphics card would not help.</source>
        <translation>Face Mesh braucht etwa 2 ms auf einem Prozessorkern, eine Grafikkarte würde also nicht helfen.</translation>
    </message>
    <message>
        <source>The device was chosen by the user.</source>
        <translation>Das Gerät wurde vom Benutzer gewählt.</translation>
    </message>
    <message>
        <source>The small networks draw on it. {reason}</source>
        <translation>Die kleinen Netze zeichnen darauf. {reason}</translation>
    </message>
    <message>
        <source>There is no driver of an NVIDIA graphics processor.</source>
        <translation>Es gibt keinen Treiber für eine NVIDIA-Grafikkarte.</translation>
    </message>
    <message>
        <source>PyTorch found this graphics processor.</source>
        <translation>PyTorch hat diese Grafikkarte gefunden.</translation>
    </message>
    <message>
        <source>PyTorch found no graphics processor that it can use.</source>
        <translation>PyTorch hat keine nutzbare Grafikkarte gefunden.</translation>
    </message>
    <message>
        <source>install v4l2loopback (Debian and Ubuntu: `sudo apt install v4l2loopback-dkms`), load it with `sudo modprobe v4l2loopback exclusive_caps=1 card_label=vcam`, start vcam before the call app, choose the camera &apos;vcam&apos; in Zoom, Teams or Chrome, and run `vcam doctor` to test again</source>
        <translation>installiere v4l2loopback (Debian und Ubuntu: `sudo apt install v4l2loopback-dkms`), lade es mit `sudo modprobe v4l2loopback exclusive_caps=1 card_label=vcam`, starte vcam vor dem Videoprogramm, wähle in Zoom, Teams oder Chrome die Kamera „vcam“, und teste mit `vcam doctor` neu</translation>
    </message>
    <message>
        <source>install OBS Studio 28 or newer from https://obsproject.com (it brings the driver; OBS itself need not run), choose the camera &apos;OBS Virtual Camera&apos; in Zoom, Teams or Chrome, and run `vcam doctor` to test again</source>
        <translation>installiere OBS Studio 28 oder neuer von https://obsproject.com (es bringt den Treiber mit; OBS selbst muss nicht laufen), wähle in Zoom, Teams oder Chrome die Kamera „OBS Virtual Camera“, und teste mit `vcam doctor` neu</translation>
    </message>
    <message>
        <source>install OBS Studio 30 or newer from https://obsproject.com, press Start Virtual Camera in it once, allow the extension in System Settings, quit OBS, choose the camera &apos;OBS Virtual Camera&apos; in Zoom, Teams or Chrome, and run `vcam doctor` to test again</source>
        <translation>installiere OBS Studio 30 oder neuer von https://obsproject.com, drücke darin einmal „Virtuelle Kamera starten“, erlaube die Erweiterung in den Systemeinstellungen, beende OBS, wähle in Zoom, Teams oder Chrome die Kamera „OBS Virtual Camera“, und teste mit `vcam doctor` neu</translation>
    </message>
    <message>
        <source>Add photos</source>
        <translation>Fotos hinzufügen</translation>
    </message>
    <message>
        <source>Photos</source>
        <translation>Fotos</translation>
    </message>
    <message>
        <source>Open a driver</source>
        <translation>Bewegungsquelle öffnen</translation>
    </message>
    <message>
        <source>Videos, motions and pictures</source>
        <translation>Videos, Bewegungen und Bilder</translation>
    </message>
    <message>
        <source>Choose a background</source>
        <translation>Hintergrund wählen</translation>
    </message>
    <message>
        <source>Pictures</source>
        <translation>Bilder</translation>
    </message>
    <message>
        <source>Load a look</source>
        <translation>Look laden</translation>
    </message>
    <message>
        <source>Looks</source>
        <translation>Looks</translation>
    </message>
    <message>
        <source>Save the look</source>
        <translation>Look speichern</translation>
    </message>
    <message>
        <source>vcam can&apos;t use {names}: drop photos to make avatars, or a video to drive one.</source>
        <translation>vcam kann {names} nicht verwenden: zieh Fotos hierher für Avatare, oder ein Video, das einen bewegt.</translation>
    </message>
    <message>
        <source>All files</source>
        <translation>Alle Dateien</translation>
    </message>
    <message>
        <source>Press Start to go live</source>
        <translation>Drücke Start, um auf Sendung zu gehen</translation>
    </message>
    <message>
        <source>Panic is on: a start shows the still card</source>
        <translation>Panik ist an: ein Start zeigt die Standkarte</translation>
    </message>
    <message>
        <source>Starting ...</source>
        <translation>Startet ...</translation>
    </message>
    <message>
        <source>vcam itself</source>
        <translation>vcam selbst</translation>
    </message>
    <message>
        <source>Networks</source>
        <translation>Netze</translation>
    </message>
    <message>
        <source>Shipped pictures and motions</source>
        <translation>Mitgelieferte Bilder und Bewegungen</translation>
    </message>
    <message>
        <source>Installed packages</source>
        <translation>Installierte Pakete</translation>
    </message>
    <message>
        <source>Give the avatar a name.</source>
        <translation>Gib dem Avatar einen Namen.</translation>
    </message>
    <message>
        <source>A name has at most {n} printable characters.</source>
        <translation>Ein Name hat höchstens {n} druckbare Zeichen.</translation>
    </message>
    <message>
        <source>There is an avatar of that name already.</source>
        <translation>Einen Avatar mit diesem Namen gibt es schon.</translation>
    </message>
    <message>
        <source>the pasted picture</source>
        <translation>das eingefügte Bild</translation>
    </message>
    <message>
        <source>reading {name}</source>
        <translation>Lesen von {name}</translation>
    </message>
    <message>
        <source>checking the photo</source>
        <translation>Prüfen des Fotos</translation>
    </message>
    <message>
        <source>making an avatar</source>
        <translation>Erstellen eines Avatars</translation>
    </message>
    <message>
        <source>Look straight into the camera, mouth closed.</source>
        <translation>Blicke gerade in die Kamera, den Mund geschlossen.</translation>
    </message>
    <message>
        <source>No face is in view. Sit before the camera.</source>
        <translation>Kein Gesicht im Bild. Setz dich vor die Kamera.</translation>
    </message>
    <message>
        <source>Several faces are in view. Only yours may be.</source>
        <translation>Mehrere Gesichter im Bild. Nur deines darf es sein.</translation>
    </message>
    <message>
        <source>It is too dark. Turn on a light before you.</source>
        <translation>Es ist zu dunkel. Mach Licht vor dir.</translation>
    </message>
    <message>
        <source>You are too far away. Come closer.</source>
        <translation>Du bist zu weit weg. Komm näher.</translation>
    </message>
    <message>
        <source>Your face is partly outside the picture.</source>
        <translation>Dein Gesicht ist teils außerhalb des Bildes.</translation>
    </message>
    <message>
        <source>Turn your head straight to the camera.</source>
        <translation>Dreh den Kopf gerade zur Kamera.</translation>
    </message>
    <message>
        <source>Close your mouth.</source>
        <translation>Schließ den Mund.</translation>
    </message>
    <message>
        <source>Open your eyes.</source>
        <translation>Öffne die Augen.</translation>
    </message>
    <message>
        <source>Hold still for a second.</source>
        <translation>Halt eine Sekunde still.</translation>
    </message>
    <message>
        <source>Not measured yet</source>
        <translation>Noch nicht gemessen</translation>
    </message>
    <message>
        <source>Go live: the delay is measured while vcam runs.</source>
        <translation>Geh auf Sendung: die Verzögerung wird gemessen, während vcam läuft.</translation>
    </message>
    <message>
        <source>The picture is {ms} ms late</source>
        <translation>Das Bild kommt {ms} ms zu spät</translation>
    </message>
    <message>
        <source>In OBS, open Edit &gt; Advanced Audio Properties and set the Sync Offset of your microphone to {ms} ms.</source>
        <translation>Öffne in OBS Bearbeiten &gt; Erweiterte Audioeigenschaften, und stelle den Sync-Versatz deines Mikrofons auf {ms} ms.</translation>
    </message>
    <message>
        <source>Measured from the arrival of the camera&apos;s frame to the sent picture, median of the last seconds. The camera&apos;s own delay is not in it: if the lips still come late, add a little.</source>
        <translation>Gemessen von der Ankunft des Kamerabilds bis zum gesendeten Bild, Median der letzten Sekunden. Die Verzögerung der Kamera selbst ist nicht enthalten: kommen die Lippen noch zu spät, gib etwas dazu.</translation>
    </message>
    <message>
        <source>loading {name}</source>
        <translation>Laden von {name}</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>Rückgängig</translation>
    </message>
    <message>
        <source>{name} is removed.</source>
        <translation>{name} ist entfernt.</translation>
    </message>
    <message>
        <source>changing {name}</source>
        <translation>Ändern von {name}</translation>
    </message>
    <message>
        <source>reading the avatars</source>
        <translation>Lesen der Avatare</translation>
    </message>
    <message>
        <source>{name}: press {number} to switch to it</source>
        <translation>{name}: drücke {number}, um dorthin zu wechseln</translation>
    </message>
    <message>
        <source>Something unexpected went wrong while {doing} ({error}).</source>
        <translation>Etwas Unerwartetes ging schief beim {doing} ({error}).</translation>
    </message>
    <message>
        <source>Something unexpected went wrong ({error}).</source>
        <translation>Etwas Unerwartetes ging schief ({error}).</translation>
    </message>
    <message>
        <source>Something went wrong.</source>
        <translation>Etwas ging schief.</translation>
    </message>
    <message>
        <source>No face was found: choose a photo that shows the whole face from the front, in good light.</source>
        <translation>Kein Gesicht gefunden: wähle ein Foto, das das ganze Gesicht von vorn in gutem Licht zeigt.</translation>
    </message>
    <message>
        <source>The face is {height} px high, at least {least} px are needed: choose a closer or larger photo.</source>
        <translation>Das Gesicht ist {height} px hoch, mindestens {least} px sind nötig: wähle ein näheres oder größeres Foto.</translation>
    </message>
    <message>
        <source>The face is only {height} px high, so the avatar will look soft: {good} px or more look sharp.</source>
        <translation>Das Gesicht ist nur {height} px hoch, der Avatar wird weich aussehen: ab {good} px ist er scharf.</translation>
    </message>
    <message>
        <source>The face is turned more than {most} degrees away: choose a photo that looks into the camera.</source>
        <translation>Das Gesicht ist mehr als {most} Grad weggedreht: wähle ein Foto mit Blick in die Kamera.</translation>
    </message>
    <message>
        <source>The face is turned aside, so its far side will look stretched: a frontal photo works best.</source>
        <translation>Das Gesicht ist zur Seite gedreht, die ferne Seite wird gedehnt aussehen: am besten ist ein Foto von vorn.</translation>
    </message>
    <message>
        <source>The head is tilted {tilt} degrees: rotate the photo upright if it can be.</source>
        <translation>Der Kopf ist {tilt} Grad geneigt: drehe das Foto möglichst gerade.</translation>
    </message>
    <message>
        <source>{faces} faces were found and the largest is used: drag the frame around the one you mean.</source>
        <translation>{faces} Gesichter wurden gefunden, das größte wird genommen: zieh den Rahmen um das gemeinte.</translation>
    </message>
    <message>
        <source>Part of the face lies outside the photo: one that shows it whole works best.</source>
        <translation>Ein Teil des Gesichts liegt außerhalb des Fotos: am besten ist es ganz zu sehen.</translation>
    </message>
    <message>
        <source>An eye is closed, so its colour is unknown: a photo with open eyes works best.</source>
        <translation>Ein Auge ist zu, seine Farbe bleibt unbekannt: am besten ist ein Foto mit offenen Augen.</translation>
    </message>
    <message>
        <source>The mouth is wide open: a photo with a closed or smiling mouth works best.</source>
        <translation>Der Mund ist weit offen: am besten ist ein Foto mit geschlossenem oder lächelndem Mund.</translation>
    </message>
    <message>
        <source>There is a bright reflection over an eye, as of glasses: less glare works best.</source>
        <translation>Über einem Auge spiegelt es hell, wie von einer Brille: weniger Glanz ist besser.</translation>
    </message>
    <message>
        <source>Pasted photo</source>
        <translation>Eingefügtes Foto</translation>
    </message>
    <message>
        <source>recording</source>
        <translation>Aufnehmen</translation>
    </message>
    <message>
        <source>Off. Nothing is listening.</source>
        <translation>Aus. Nichts lauscht.</translation>
    </message>
    <message>
        <source>Listening on {address}, port {port}.</source>
        <translation>Lauscht auf {address}, Port {port}.</translation>
    </message>
    <message>
        <source>Geometry and networks</source>
        <translation>Geometrie und Netze</translation>
    </message>
    <message>
        <source>Geometry alone</source>
        <translation>Nur Geometrie</translation>
    </message>
    <message>
        <source>Bi-layer networks: {name}</source>
        <translation>Bi-layer-Netze: {name}</translation>
    </message>
    <message>
        <source>Bi-layer networks</source>
        <translation>Bi-layer-Netze</translation>
    </message>
    <message>
        <source>Choose an avatar first: add a photo or take one from the list.</source>
        <translation>Wähle zuerst einen Avatar: füge ein Foto hinzu, oder nimm einen aus der Liste.</translation>
    </message>
    <message>
        <source>Choose what moves the avatar first: a camera, the sample motion or a video.</source>
        <translation>Wähle zuerst, was den Avatar bewegt: eine Kamera, die Beispielbewegung oder ein Video.</translation>
    </message>
    <message>
        <source>starting</source>
        <translation>Starten</translation>
    </message>
    <message>
        <source>stopping</source>
        <translation>Anhalten</translation>
    </message>
    <message>
        <source>Back soon</source>
        <translation>Gleich wieder da</translation>
    </message>
    <message>
        <source>changing the source</source>
        <translation>Wechseln der Quelle</translation>
    </message>
    <message>
        <source>changing the avatar</source>
        <translation>Wechseln des Avatars</translation>
    </message>
    <message>
        <source>opening the virtual camera</source>
        <translation>Öffnen der virtuellen Kamera</translation>
    </message>
    <message>
        <source>keeping the picture</source>
        <translation>Sichern des Bildes</translation>
    </message>
    <message>
        <source>Stopping ...</source>
        <translation>Hält an ...</translation>
    </message>
    <message>
        <source>Press Start: then the rate, the delay and the devices in use are told here.</source>
        <translation>Drücke Start: dann stehen hier Rate, Verzögerung und die genutzten Geräte.</translation>
    </message>
    <message>
        <source>Not running</source>
        <translation>Läuft nicht</translation>
    </message>
    <message>
        <source>No face in view: the others see the avatar as it was</source>
        <translation>Kein Gesicht im Bild: die anderen sehen den Avatar, wie er zuletzt war</translation>
    </message>
    <message>
        <source>No face in view: the others see a still card</source>
        <translation>Kein Gesicht im Bild: die anderen sehen eine Standkarte</translation>
    </message>
    <message>
        <source>Paused</source>
        <translation>Pausiert</translation>
    </message>
    <message>
        <source>The others see a still card.</source>
        <translation>Die anderen sehen eine Standkarte.</translation>
    </message>
    <message>
        <source>No program uses the virtual camera, so the camera is closed. vcam wakes by itself.</source>
        <translation>Kein Programm nutzt die virtuelle Kamera, darum ist die Kamera geschlossen. vcam wacht von selbst auf.</translation>
    </message>
    <message>
        <source>Asleep</source>
        <translation>Schläft</translation>
    </message>
    <message>
        <source>Live, no face in view</source>
        <translation>Live, kein Gesicht im Bild</translation>
    </message>
    <message>
        <source>Live</source>
        <translation>Live</translation>
    </message>
    <message>
        <source>Your face is tracked.</source>
        <translation>Dein Gesicht wird verfolgt.</translation>
    </message>
    <message>
        <source>Frames a second: {captured:.1f} captured, {tracked:.1f} tracked, {drawn:.1f} drawn, {sent:.1f} sent.</source>
        <translation>Bilder pro Sekunde: {captured:.1f} aufgenommen, {tracked:.1f} verfolgt, {drawn:.1f} gezeichnet, {sent:.1f} gesendet.</translation>
    </message>
    <message>
        <source>fps</source>
        <translation>fps</translation>
    </message>
    <message>
        <source>From the camera&apos;s frame to the sent picture.</source>
        <translation>Vom Kamerabild bis zum gesendeten Bild.</translation>
    </message>
    <message>
        <source>From the camera&apos;s frame to the sent picture. 95 of 100 frames take at most {worst:.0f} ms.</source>
        <translation>Vom Kamerabild bis zum gesendeten Bild. 95 von 100 Bildern brauchen höchstens {worst:.0f} ms.</translation>
    </message>
    <message>
        <source>{ms:.0f} ms</source>
        <translation>{ms:.0f} ms</translation>
    </message>
    <message>
        <source>delay</source>
        <translation>Verzögerung</translation>
    </message>
    <message>
        <source>Frames that were replaced by newer ones since the start: {tracking} before tracking, {rendering} before drawing, {output} before sending. The newest frame always wins, so delays never grow.</source>
        <translation>Bilder, die seit dem Start durch neuere ersetzt wurden: {tracking} vor dem Verfolgen, {rendering} vor dem Zeichnen, {output} vor dem Senden. Das neueste Bild gewinnt immer, so wächst keine Verzögerung.</translation>
    </message>
    <message>
        <source>dropped</source>
        <translation>verworfen</translation>
    </message>
    <message>
        <source>Tracked on {device}: {reason}</source>
        <translation>Verfolgt auf {device}: {reason}</translation>
    </message>
    <message>
        <source>Drawn on {device}: {reason}</source>
        <translation>Gezeichnet auf {device}: {reason}</translation>
    </message>
    <message>
        <source>device</source>
        <translation>Gerät</translation>
    </message>
    <message>
        <source>with networks</source>
        <translation>mit Netzen</translation>
    </message>
    <message>
        <source>geometry alone</source>
        <translation>nur Geometrie</translation>
    </message>
    <message>
        <source>with Bi-layer networks</source>
        <translation>mit Bi-layer-Netzen</translation>
    </message>
    <message>
        <source>reconnecting</source>
        <translation>verbindet neu</translation>
    </message>
    <message>
        <source>failed</source>
        <translation>gescheitert</translation>
    </message>
    <message>
        <source>closed</source>
        <translation>geschlossen</translation>
    </message>
    <message>
        <source>{written} pictures sent, {repeats} of them repeated.</source>
        <translation>{written} Bilder gesendet, davon {repeats} wiederholt.</translation>
    </message>
    <message>
        <source>Looking for virtual cameras ...</source>
        <translation>Sucht virtuelle Kameras ...</translation>
    </message>
    <message>
        <source>No virtual camera is installed yet. It is what call apps pick.</source>
        <translation>Noch ist keine virtuelle Kamera installiert. Sie ist das, was Videoprogramme wählen.</translation>
    </message>
    <message>
        <source>Another program is sending to “{name}”. Stop it there, then test again.</source>
        <translation>Ein anderes Programm sendet an „{name}“. Beende es dort, und teste neu.</translation>
    </message>
    <message>
        <source>“{name}” is installed. Send test pictures to be sure that it works.</source>
        <translation>„{name}“ ist installiert. Sende Testbilder, um sicher zu sein.</translation>
    </message>
    <message>
        <source>Sending test pictures to “{name}” ...</source>
        <translation>Sendet Testbilder an „{name}“ ...</translation>
    </message>
    <message>
        <source>Run this in a terminal, then test again. It installs the driver and loads it.</source>
        <translation>Führe das in einem Terminal aus, und teste neu. Es installiert und lädt den Treiber.</translation>
    </message>
    <message>
        <source>Install OBS Studio 30 or newer, press Start Virtual Camera in it once, allow the extension in System Settings, and quit OBS. Then test again.</source>
        <translation>Installiere OBS Studio 30 oder neuer, drücke darin einmal „Virtuelle Kamera starten“, erlaube die Erweiterung in den Systemeinstellungen, und beende OBS. Dann teste neu.</translation>
    </message>
    <message>
        <source>Install OBS Studio 28 or newer. It brings the driver; OBS itself need not run.</source>
        <translation>Installiere OBS Studio 28 oder neuer. Es bringt den Treiber mit; OBS selbst muss nicht laufen.</translation>
    </message>
    <message>
        <source>vcam is sending to “{name}” right now: {count} pictures so far.</source>
        <translation>vcam sendet gerade an „{name}“: bisher {count} Bilder.</translation>
    </message>
    <message>
        <source>“{name}” works: it took {count} test pictures of {width}x{height}.</source>
        <translation>„{name}“ funktioniert: {count} Testbilder mit {width}x{height} kamen an.</translation>
    </message>
    <message>
        <source>Add a photo</source>
        <translation>Foto hinzufügen</translation>
    </message>
    <message>
        <source>Photo {number} of {count}</source>
        <translation>Foto {number} von {count}</translation>
    </message>
    <message>
        <source>Reading the photo ...</source>
        <translation>Liest das Foto ...</translation>
    </message>
    <message>
        <source>Checking the photo ...</source>
        <translation>Prüft das Foto ...</translation>
    </message>
    <message>
        <source>This photo works well.</source>
        <translation>Dieses Foto eignet sich gut.</translation>
    </message>
    <message>
        <source>Adding ...</source>
        <translation>Fügt hinzu ...</translation>
    </message>
    <message>
        <source>Add</source>
        <translation>Hinzufügen</translation>
    </message>
    <message>
        <source>Drag the frame: what is outside is cut off and not kept.</source>
        <translation>Zieh den Rahmen: was außerhalb liegt, wird abgeschnitten und nicht behalten.</translation>
    </message>
    <message>
        <source>Whole photo</source>
        <translation>Ganzes Foto</translation>
    </message>
    <message>
        <source>I may use this photo: it is mine, or the person agreed, or it shows no real person.</source>
        <translation>Ich darf dieses Foto verwenden: es ist meines, oder die Person ist einverstanden, oder es zeigt keine echte Person.</translation>
    </message>
    <message>
        <source>Progress of the addition</source>
        <translation>Fortschritt des Hinzufügens</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>Name of the avatar</source>
        <translation>Name des Avatars</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>Skip</source>
        <translation>Überspringen</translation>
    </message>
    <message>
        <source>Leave this photo out and go on to the next one</source>
        <translation>Dieses Foto auslassen und zum nächsten gehen</translation>
    </message>
    <message>
        <source>Best is a sharp photo from the front, in even light, with open eyes and the hair not cut off.</source>
        <translation>Am besten ist ein scharfes Foto von vorn, in gleichmäßigem Licht, mit offenen Augen und nicht abgeschnittenem Haar.</translation>
    </message>
    <message>
        <source>Avatars</source>
        <translation>Avatare</translation>
    </message>
    <message>
        <source>Use</source>
        <translation>Verwenden</translation>
    </message>
    <message>
        <source>Rename</source>
        <translation>Umbenennen</translation>
    </message>
    <message>
        <source>Move earlier</source>
        <translation>Nach vorn</translation>
    </message>
    <message>
        <source>Move later</source>
        <translation>Nach hinten</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>Entfernen</translation>
    </message>
    <message>
        <source>Remove {name}</source>
        <translation>{name} entfernen</translation>
    </message>
    <message>
        <source>Idle motion</source>
        <translation>Ruhebewegung</translation>
    </message>
    <message>
        <source>The avatar breathes, sways and blinks by itself.</source>
        <translation>Der Avatar atmet, wiegt sich und blinzelt von selbst.</translation>
    </message>
    <message>
        <source>When you are away</source>
        <translation>Wenn du weg bist</translation>
    </message>
    <message>
        <source>Rest</source>
        <translation>Ruhe</translation>
    </message>
    <message>
        <source>The avatar eases to the photo&apos;s own pose</source>
        <translation>Der Avatar kehrt in die Haltung des Fotos zurück</translation>
    </message>
    <message>
        <source>Hold</source>
        <translation>Halten</translation>
    </message>
    <message>
        <source>The avatar keeps its last pose</source>
        <translation>Der Avatar behält seine letzte Haltung</translation>
    </message>
    <message>
        <source>Card</source>
        <translation>Karte</translation>
    </message>
    <message>
        <source>A still card says that you will be back soon</source>
        <translation>Eine Standkarte sagt, dass du bald zurück bist</translation>
    </message>
    <message>
        <source>When your face is lost</source>
        <translation>Wenn dein Gesicht verloren geht</translation>
    </message>
    <message>
        <source>Idle motion while you are there, too</source>
        <translation>Ruhebewegung auch, wenn du da bist</translation>
    </message>
    <message>
        <source>Start with the still card</source>
        <translation>Mit der Standkarte beginnen</translation>
    </message>
    <message>
        <source>Photo</source>
        <translation>Foto</translation>
    </message>
    <message>
        <source>The photo&apos;s own background</source>
        <translation>Der eigene Hintergrund des Fotos</translation>
    </message>
    <message>
        <source>Blur</source>
        <translation>Unscharf</translation>
    </message>
    <message>
        <source>The photo&apos;s background, blurred</source>
        <translation>Der Hintergrund des Fotos, unscharf</translation>
    </message>
    <message>
        <source>Image</source>
        <translation>Bild</translation>
    </message>
    <message>
        <source>A picture of yours</source>
        <translation>Ein Bild von dir</translation>
    </message>
    <message>
        <source>Green</source>
        <translation>Grün</translation>
    </message>
    <message>
        <source>A green screen, to be cut out in OBS and the like</source>
        <translation>Ein Greenscreen, zum Ausschneiden in OBS und Ähnlichem</translation>
    </message>
    <message>
        <source>Colour</source>
        <translation>Farbe</translation>
    </message>
    <message>
        <source>One colour of your choice</source>
        <translation>Eine Farbe deiner Wahl</translation>
    </message>
    <message>
        <source>Hide details</source>
        <translation>Details verbergen</translation>
    </message>
    <message>
        <source>Details</source>
        <translation>Details</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
    <message>
        <source>Close the message</source>
        <translation>Meldung schließen</translation>
    </message>
    <message>
        <source>Copy the details</source>
        <translation>Details kopieren</translation>
    </message>
    <message>
        <source>Start</source>
        <translation>Start</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>Stopp</translation>
    </message>
    <message>
        <source>Pause</source>
        <translation>Pause</translation>
    </message>
    <message>
        <source>Show a still card</source>
        <translation>Eine Standkarte zeigen</translation>
    </message>
    <message>
        <source>Calibrate</source>
        <translation>Kalibrieren</translation>
    </message>
    <message>
        <source>Tell vcam your neutral face</source>
        <translation>Zeig vcam dein ruhiges Gesicht</translation>
    </message>
    <message>
        <source>Record</source>
        <translation>Aufnehmen</translation>
    </message>
    <message>
        <source>Record the output as a video file, without sound</source>
        <translation>Die Ausgabe als Video aufnehmen, ohne Ton</translation>
    </message>
    <message>
        <source>Keep the picture as a file</source>
        <translation>Das Bild als Datei sichern</translation>
    </message>
    <message>
        <source>Open the folder of recordings and pictures</source>
        <translation>Den Ordner der Aufnahmen und Bilder öffnen</translation>
    </message>
    <message>
        <source>Mirror the preview. Others always see it the right way round</source>
        <translation>Die Vorschau spiegeln. Andere sehen sie immer richtig herum</translation>
    </message>
    <message>
        <source>Show the tracked points</source>
        <translation>Die verfolgten Punkte zeigen</translation>
    </message>
    <message>
        <source>Resume</source>
        <translation>Weiter</translation>
    </message>
    <message>
        <source>{action} ({key})</source>
        <translation>{action} ({key})</translation>
    </message>
    <message>
        <source>The photo and the frame around what is kept</source>
        <translation>Das Foto und der Rahmen um das, was bleibt</translation>
    </message>
    <message>
        <source>Arrow keys move the frame, with Shift its lower right corner.</source>
        <translation>Pfeiltasten bewegen den Rahmen, mit Umschalt die untere rechte Ecke.</translation>
    </message>
    <message>
        <source>Edits</source>
        <translation>Regler</translation>
    </message>
    <message>
        <source>Open a look ...</source>
        <translation>Look öffnen ...</translation>
    </message>
    <message>
        <source>Show the folder</source>
        <translation>Ordner zeigen</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>Sichern</translation>
    </message>
    <message>
        <source>Save a look</source>
        <translation>Einen Look sichern</translation>
    </message>
    <message>
        <source>Take the edits from a look, a file saved here or by vcam edit</source>
        <translation>Die Regler aus einem Look übernehmen, einer hier oder von vcam edit gesicherten Datei</translation>
    </message>
    <message>
        <source>Keep the edits as a look, for any avatar</source>
        <translation>Die Regler als Look sichern, für jeden Avatar</translation>
    </message>
    <message>
        <source>Reset all edits</source>
        <translation>Alle Regler zurücksetzen</translation>
    </message>
    <message>
        <source>Add photo</source>
        <translation>Neues Foto</translation>
    </message>
    <message>
        <source>Make an avatar from a photo; you can also drop or paste photos anywhere in the window</source>
        <translation>Aus einem Foto einen Avatar machen; du kannst Fotos auch irgendwo ins Fenster ziehen oder einfügen</translation>
    </message>
    <message>
        <source>Add a photo of a face, or drop one here.</source>
        <translation>Füge ein Foto eines Gesichts hinzu, oder zieh eines hierher.</translation>
    </message>
    <message>
        <source>Drop photos to make avatars</source>
        <translation>Fotos hierher ziehen für Avatare</translation>
    </message>
    <message>
        <source>Choose it in your call app</source>
        <translation>Wähle sie im Videoprogramm</translation>
    </message>
    <message>
        <source>Start vcam first, then open the call app and choose this camera.</source>
        <translation>Starte erst vcam, öffne dann das Videoprogramm, und wähle diese Kamera.</translation>
    </message>
    <message>
        <source>Name of the camera</source>
        <translation>Name der Kamera</translation>
    </message>
    <message>
        <source>Call apps mirror only what you see of yourself. The others see you the right way round.</source>
        <translation>Videoprogramme spiegeln nur, was du von dir siehst. Die anderen sehen dich richtig herum.</translation>
    </message>
    <message>
        <source>the virtual camera</source>
        <translation>die virtuelle Kamera</translation>
    </message>
    <message>
        <source>Settings &gt; Video &gt; Camera: choose “{name}”.</source>
        <translation>Einstellungen &gt; Video &gt; Kamera: wähle „{name}“.</translation>
    </message>
    <message>
        <source>Settings &gt; Devices &gt; Camera: choose “{name}”.</source>
        <translation>Einstellungen &gt; Geräte &gt; Kamera: wähle „{name}“.</translation>
    </message>
    <message>
        <source>Three dots &gt; Settings &gt; Video &gt; Camera: choose “{name}”.</source>
        <translation>Drei Punkte &gt; Einstellungen &gt; Video &gt; Kamera: wähle „{name}“.</translation>
    </message>
    <message>
        <source>Sources &gt; + &gt; Video Capture Device: choose “{name}”. Leave OBS&apos;s own virtual camera stopped, because vcam uses it.</source>
        <translation>Quellen &gt; + &gt; Videoaufnahmegerät: wähle „{name}“. Lass die virtuelle Kamera von OBS aus, denn vcam nutzt sie.</translation>
    </message>
    <message>
        <source>Which camera follows you?</source>
        <translation>Welche Kamera folgt dir?</translation>
    </message>
    <message>
        <source>vcam takes your movements from it. Your picture is never sent to anybody.</source>
        <translation>vcam übernimmt daraus deine Bewegungen. Dein Bild wird an niemanden gesendet.</translation>
    </message>
    <message>
        <source>Camera</source>
        <translation>Kamera</translation>
    </message>
    <message>
        <source>Look for cameras again</source>
        <translation>Erneut nach Kameras suchen</translation>
    </message>
    <message>
        <source>No camera</source>
        <translation>Keine Kamera</translation>
    </message>
    <message>
        <source>Choose a camera</source>
        <translation>Wähle eine Kamera</translation>
    </message>
    <message>
        <source>Hide my picture</source>
        <translation>Mein Bild verbergen</translation>
    </message>
    <message>
        <source>Show my picture</source>
        <translation>Mein Bild zeigen</translation>
    </message>
    <message>
        <source>Opening the camera ...</source>
        <translation>Öffnet die Kamera ...</translation>
    </message>
    <message>
        <source>Your picture is shown only if you ask for it.</source>
        <translation>Dein Bild wird nur gezeigt, wenn du es willst.</translation>
    </message>
    <message>
        <source>No camera is connected. Plug one in, or skip this: a sample motion moves the avatar as well.</source>
        <translation>Keine Kamera ist angeschlossen. Schließe eine an, oder überspringe dies: auch eine Beispielbewegung bewegt den Avatar.</translation>
    </message>
    <message>
        <source>vcam is live and uses the camera. Stop it to look through the camera here.</source>
        <translation>vcam ist live und nutzt die Kamera. Halte es an, um hier durch sie zu sehen.</translation>
    </message>
    <message>
        <source>Only you see this, mirrored. It is drawn here and nowhere else.</source>
        <translation>Nur du siehst das, gespiegelt. Es wird hier gezeichnet und nirgends sonst.</translation>
    </message>
    <message>
        <source>Who do you want to be?</source>
        <translation>Wer möchtest du sein?</translation>
    </message>
    <message>
        <source>One photo of a face is all it takes. It stays on this computer.</source>
        <translation>Ein Foto eines Gesichts genügt. Es bleibt auf diesem Computer.</translation>
    </message>
    <message>
        <source>Or take one of these</source>
        <translation>Oder nimm einen von diesen</translation>
    </message>
    <message>
        <source>Be {name}</source>
        <translation>{name} sein</translation>
    </message>
    <message>
        <source>Drop a photo here</source>
        <translation>Zieh ein Foto hierher</translation>
    </message>
    <message>
        <source>Choose a photo ...</source>
        <translation>Foto wählen ...</translation>
    </message>
    <message>
        <source>Facing the camera, in even light, mouth closed. A drawing or a statue works, too.</source>
        <translation>Blick in die Kamera, gleichmäßiges Licht, Mund zu. Auch eine Zeichnung oder Statue geht.</translation>
    </message>
    <message>
        <source>Your face at rest</source>
        <translation>Dein ruhiges Gesicht</translation>
    </message>
    <message>
        <source>Look straight into the camera, mouth closed, for a second. vcam shows your change from it.</source>
        <translation>Blicke eine Sekunde gerade in die Kamera, den Mund geschlossen. vcam zeigt, was sich davon ändert.</translation>
    </message>
    <message>
        <source>Measure again</source>
        <translation>Neu messen</translation>
    </message>
    <message>
        <source>Done. Your face at rest is kept.</source>
        <translation>Fertig. Dein ruhiges Gesicht ist gemerkt.</translation>
    </message>
    <message>
        <source>Ready when you are.</source>
        <translation>Bereit, wenn du es bist.</translation>
    </message>
    <message>
        <source>vcam is live: press Calibrate below the picture instead.</source>
        <translation>vcam ist live: drücke stattdessen Kalibrieren unter dem Bild.</translation>
    </message>
    <message>
        <source>This needs a camera. Without one you can go on.</source>
        <translation>Das braucht eine Kamera. Ohne eine geht es weiter.</translation>
    </message>
    <message>
        <source>{camera} is open. You see the points that vcam follows, mirrored.</source>
        <translation>{camera} ist offen. Du siehst die Punkte, denen vcam folgt, gespiegelt.</translation>
    </message>
    <message>
        <source>{camera} is opened for this and closed again.</source>
        <translation>{camera} wird dafür geöffnet und wieder geschlossen.</translation>
    </message>
    <message>
        <source>Your own camera</source>
        <translation>Deine eigene Kamera</translation>
    </message>
    <message>
        <source>Set up vcam</source>
        <translation>vcam einrichten</translation>
    </message>
    <message>
        <source>Your face</source>
        <translation>Dein Gesicht</translation>
    </message>
    <message>
        <source>At rest</source>
        <translation>In Ruhe</translation>
    </message>
    <message>
        <source>Virtual camera</source>
        <translation>Virtuelle Kamera</translation>
    </message>
    <message>
        <source>Call app</source>
        <translation>Videoprogramm</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>Zurück</translation>
    </message>
    <message>
        <source>Next</source>
        <translation>Weiter</translation>
    </message>
    <message>
        <source>Close the guide</source>
        <translation>Anleitung schließen</translation>
    </message>
    <message>
        <source>Go live</source>
        <translation>Live gehen</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>Kopieren</translation>
    </message>
    <message>
        <source>Copy: {name}</source>
        <translation>Kopieren: {name}</translation>
    </message>
    <message>
        <source>Copied</source>
        <translation>Kopiert</translation>
    </message>
    <message>
        <source>{step}, done</source>
        <translation>{step}, erledigt</translation>
    </message>
    <message>
        <source>{step}, to do</source>
        <translation>{step}, offen</translation>
    </message>
    <message>
        <source>Skip the guide</source>
        <translation>Überspringen</translation>
    </message>
    <message>
        <source>The question mark beside vcam&apos;s name brings it back</source>
        <translation>Das Fragezeichen neben vcam bringt sie zurück</translation>
    </message>
    <message>
        <source>Progress of the measurement</source>
        <translation>Fortschritt der Messung</translation>
    </message>
    <message>
        <source>The camera that others see</source>
        <translation>Die Kamera, die andere sehen</translation>
    </message>
    <message>
        <source>A small driver makes the avatar a camera for other programs. It is installed once.</source>
        <translation>Ein kleiner Treiber macht den Avatar zur Kamera für andere Programme. Er wird einmal installiert.</translation>
    </message>
    <message>
        <source>What to run or open</source>
        <translation>Was auszuführen oder zu öffnen ist</translation>
    </message>
    <message>
        <source>Send test pictures</source>
        <translation>Testbilder senden</translation>
    </message>
    <message>
        <source>Test again</source>
        <translation>Neu testen</translation>
    </message>
    <message>
        <source>Help</source>
        <translation>Hilfe</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>Einstellungen</translation>
    </message>
    <message>
        <source>Undo the last change (Ctrl+Z)</source>
        <translation>Die letzte Änderung zurücknehmen (Strg+Z)</translation>
    </message>
    <message>
        <source>Redo</source>
        <translation>Wiederholen</translation>
    </message>
    <message>
        <source>Redo (Ctrl+Shift+Z or Ctrl+Y)</source>
        <translation>Wiederholen (Strg+Umschalt+Z oder Strg+Y)</translation>
    </message>
    <message>
        <source>Blue screen</source>
        <translation>Bluescreen</translation>
    </message>
    <message>
        <source>Magenta</source>
        <translation>Magenta</translation>
    </message>
    <message>
        <source>White</source>
        <translation>Weiß</translation>
    </message>
    <message>
        <source>Grey</source>
        <translation>Grau</translation>
    </message>
    <message>
        <source>Black</source>
        <translation>Schwarz</translation>
    </message>
    <message>
        <source>Blue grey</source>
        <translation>Blaugrau</translation>
    </message>
    <message>
        <source>Smoothing</source>
        <translation>Glättung</translation>
    </message>
    <message>
        <source>More is calmer, less follows quicker.</source>
        <translation>Mehr ist ruhiger, weniger folgt schneller.</translation>
    </message>
    <message>
        <source>Picture</source>
        <translation>Bild</translation>
    </message>
    <message>
        <source>Motion</source>
        <translation>Bewegung</translation>
    </message>
    <message>
        <source>Framing and size stay the same during a recording</source>
        <translation>Ausschnitt und Größe bleiben während einer Aufnahme gleich</translation>
    </message>
    <message>
        <source>Portrait</source>
        <translation>Porträt</translation>
    </message>
    <message>
        <source>Head and shoulders fill the picture</source>
        <translation>Kopf und Schultern füllen das Bild</translation>
    </message>
    <message>
        <source>The whole photo, the head moving in its place</source>
        <translation>Das ganze Foto, der Kopf bewegt sich an seinem Platz</translation>
    </message>
    <message>
        <source>Framing</source>
        <translation>Ausschnitt</translation>
    </message>
    <message>
        <source>Background</source>
        <translation>Hintergrund</translation>
    </message>
    <message>
        <source>Choose another image</source>
        <translation>Anderes Bild wählen</translation>
    </message>
    <message>
        <source>Output size</source>
        <translation>Größe der Ausgabe</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>Größe</translation>
    </message>
    <message>
        <source>What draws the avatar</source>
        <translation>Was den Avatar zeichnet</translation>
    </message>
    <message>
        <source>Geometry works for every photo; networks need their checkpoint</source>
        <translation>Geometrie geht bei jedem Foto; Netze brauchen ihren Checkpoint</translation>
    </message>
    <message>
        <source>Drawn by</source>
        <translation>Gezeichnet von</translation>
    </message>
    <message>
        <source>Relative</source>
        <translation>Relativ</translation>
    </message>
    <message>
        <source>Your movement on the avatar&apos;s own face (recommended)</source>
        <translation>Deine Bewegung auf dem Gesicht des Avatars (empfohlen)</translation>
    </message>
    <message>
        <source>Absolute</source>
        <translation>Absolut</translation>
    </message>
    <message>
        <source>Your pose and expression as they are</source>
        <translation>Deine Haltung und dein Ausdruck, wie sie sind</translation>
    </message>
    <message>
        <source>Mode</source>
        <translation>Art</translation>
    </message>
    <message>
        <source>Geometry</source>
        <translation>Geometrie</translation>
    </message>
    <message>
        <source>Your movement is added to the avatar&apos;s face</source>
        <translation>Deine Bewegung wird zum Gesicht des Avatars addiert</translation>
    </message>
    <message>
        <source>Network</source>
        <translation>Netz</translation>
    </message>
    <message>
        <source>A network tells what your face looks like on the avatar&apos;s head</source>
        <translation>Ein Netz sagt, wie dein Gesicht auf dem Kopf des Avatars aussieht</translation>
    </message>
    <message>
        <source>Follows by</source>
        <translation>Folgt durch</translation>
    </message>
    <message>
        <source>Another colour</source>
        <translation>Andere Farbe</translation>
    </message>
    <message>
        <source>Back on air</source>
        <translation>Wieder senden</translation>
    </message>
    <message>
        <source>Panic</source>
        <translation>Panik</translation>
    </message>
    <message>
        <source>End panic</source>
        <translation>Panik beenden</translation>
    </message>
    <message>
        <source>Others see a still card. Press to show the avatar again (Shift+Esc)</source>
        <translation>Andere sehen eine Standkarte. Drücke, um den Avatar wieder zu zeigen (Umschalt+Esc)</translation>
    </message>
    <message>
        <source>Show others a still card at once, whatever is going on (Esc)</source>
        <translation>Den anderen sofort eine Standkarte zeigen, was auch geschieht (Esc)</translation>
    </message>
    <message>
        <source>Preview of what the others see</source>
        <translation>Vorschau dessen, was die anderen sehen</translation>
    </message>
    <message>
        <source>Paused: the others see a still card</source>
        <translation>Pausiert: die anderen sehen eine Standkarte</translation>
    </message>
    <message>
        <source>No face in view: the others see the avatar at rest</source>
        <translation>Kein Gesicht im Bild: die anderen sehen den Avatar in Ruhe</translation>
    </message>
    <message>
        <source>Live, no face</source>
        <translation>Live, kein Gesicht</translation>
    </message>
    <message>
        <source>Mirrored for you only</source>
        <translation>Nur für dich gespiegelt</translation>
    </message>
    <message>
        <source>Look straight into the camera, mouth closed, face relaxed</source>
        <translation>Blicke gerade in die Kamera, Mund zu, Gesicht entspannt</translation>
    </message>
    <message>
        <source>Laugh</source>
        <translation>Lachen</translation>
    </message>
    <message>
        <source>Surprise</source>
        <translation>Staunen</translation>
    </message>
    <message>
        <source>Wink</source>
        <translation>Zwinkern</translation>
    </message>
    <message>
        <source>Kiss</source>
        <translation>Kuss</translation>
    </message>
    <message>
        <source>Frown</source>
        <translation>Stirnrunzeln</translation>
    </message>
    <message>
        <source>Expressions stay until the next press</source>
        <translation>Ausdrücke bleiben bis zum nächsten Druck</translation>
    </message>
    <message>
        <source>Expressions stay until the next press; otherwise they last as long as you hold the button</source>
        <translation>Ausdrücke bleiben bis zum nächsten Druck; sonst dauern sie, solange du den Knopf hältst</translation>
    </message>
    <message>
        <source>Reset this group</source>
        <translation>Diese Gruppe zurücksetzen</translation>
    </message>
    <message>
        <source>Reset {group}</source>
        <translation>{group} zurücksetzen</translation>
    </message>
    <message>
        <source>About vcam</source>
        <translation>Über vcam</translation>
    </message>
    <message>
        <source>vcam {version}</source>
        <translation>vcam {version}</translation>
    </message>
    <message>
        <source>Any photo becomes your face in video calls. Everything happens on this computer.</source>
        <translation>Jedes Foto wird dein Gesicht in Videoanrufen. Alles geschieht auf diesem Computer.</translation>
    </message>
    <message>
        <source>Licence of</source>
        <translation>Lizenz von</translation>
    </message>
    <message>
        <source>Licence</source>
        <translation>Lizenz</translation>
    </message>
    <message>
        <source>Behaviour</source>
        <translation>Verhalten</translation>
    </message>
    <message>
        <source>Ask</source>
        <translation>Fragen</translation>
    </message>
    <message>
        <source>Ask when the window is closed</source>
        <translation>Fragen, wenn das Fenster geschlossen wird</translation>
    </message>
    <message>
        <source>Keep running</source>
        <translation>Weiterlaufen lassen</translation>
    </message>
    <message>
        <source>Others keep seeing the avatar; the tray brings the window back</source>
        <translation>Andere sehen den Avatar weiter; die Leiste bringt das Fenster zurück</translation>
    </message>
    <message>
        <source>Quit</source>
        <translation>Beenden</translation>
    </message>
    <message>
        <source>Closing the window ends vcam</source>
        <translation>Das Schließen des Fensters beendet vcam</translation>
    </message>
    <message>
        <source>Closing the window</source>
        <translation>Fenster schließen</translation>
    </message>
    <message>
        <source>This desktop has no tray, so that closing the window ends vcam.</source>
        <translation>Dieser Desktop hat keine Symbolleiste, darum beendet das Schließen des Fensters vcam.</translation>
    </message>
    <message>
        <source>Start out of the way</source>
        <translation>Unauffällig starten</translation>
    </message>
    <message>
        <source>Rest while nobody watches</source>
        <translation>Ruhen, wenn niemand zusieht</translation>
    </message>
    <message>
        <source>While the window is hidden and no program uses the virtual camera, the webcam is off and nothing is drawn. A program that opens the camera wakes vcam. Only Linux tells who watches; elsewhere vcam keeps going.</source>
        <translation>Ist das Fenster verborgen und nutzt kein Programm die virtuelle Kamera, ist die Webcam aus, und nichts wird gezeichnet. Ein Programm, das die Kamera öffnet, weckt vcam. Nur Linux sagt, wer zusieht; anderswo läuft vcam weiter.</translation>
    </message>
    <message>
        <source>Badge “Synthetic avatar”</source>
        <translation>Hinweis „Synthetischer Avatar“</translation>
    </message>
    <message>
        <source>The badge stands in the lower left corner of the picture that others see. Recordings and pictures always say in their metadata that they are synthetic.</source>
        <translation>Der Hinweis steht links unten im Bild, das andere sehen. Aufnahmen und Bilder sagen in ihren Metadaten immer, dass sie synthetisch sind.</translation>
    </message>
    <message>
        <source>Diagnostics</source>
        <translation>Diagnose</translation>
    </message>
    <message>
        <source>Versions, devices, timings and the last problems, for a question or a bug report. There are no pictures in it and no names of your files.</source>
        <translation>Versionen, Geräte, Zeiten und die letzten Probleme, für eine Frage oder Fehlermeldung. Darin sind keine Bilder und keine Namen deiner Dateien.</translation>
    </message>
    <message>
        <source>Look again</source>
        <translation>Neu prüfen</translation>
    </message>
    <message>
        <source>Open the log file</source>
        <translation>Protokolldatei öffnen</translation>
    </message>
    <message>
        <source>Looking at everything ...</source>
        <translation>Prüft alles ...</translation>
    </message>
    <message>
        <source>Nothing is sent anywhere.</source>
        <translation>Nichts wird irgendwohin gesendet.</translation>
    </message>
    <message>
        <source>Copied. Paste it into your message.</source>
        <translation>Kopiert. Füge es in deine Nachricht ein.</translation>
    </message>
    <message>
        <source>There is no log file yet.</source>
        <translation>Es gibt noch keine Protokolldatei.</translation>
    </message>
    <message>
        <source>vcam: settings and help</source>
        <translation>vcam: Einstellungen und Hilfe</translation>
    </message>
    <message>
        <source>Pages</source>
        <translation>Seiten</translation>
    </message>
    <message>
        <source>General</source>
        <translation>Allgemein</translation>
    </message>
    <message>
        <source>Language</source>
        <translation>Sprache</translation>
    </message>
    <message>
        <source>As the system</source>
        <translation>Wie das System</translation>
    </message>
    <message>
        <source>Dark or light, as the system is</source>
        <translation>Dunkel oder hell, wie das System ist</translation>
    </message>
    <message>
        <source>Light</source>
        <translation>Hell</translation>
    </message>
    <message>
        <source>Always light</source>
        <translation>Immer hell</translation>
    </message>
    <message>
        <source>Dark</source>
        <translation>Dunkel</translation>
    </message>
    <message>
        <source>Always dark</source>
        <translation>Immer dunkel</translation>
    </message>
    <message>
        <source>Appearance</source>
        <translation>Aussehen</translation>
    </message>
    <message>
        <source>The new language is used from the next start.</source>
        <translation>Die neue Sprache gilt ab dem nächsten Start.</translation>
    </message>
    <message>
        <source>Restart now</source>
        <translation>Jetzt neu starten</translation>
    </message>
    <message>
        <source>As the system ({language})</source>
        <translation>Wie das System ({language})</translation>
    </message>
    <message>
        <source>Remote control</source>
        <translation>Fernsteuerung</translation>
    </message>
    <message>
        <source>A Stream Deck, a MIDI controller or a script on this computer can steer vcam by Open Sound Control (OSC). Other computers can&apos;t reach it.</source>
        <translation>Ein Stream Deck, ein MIDI-Pult oder ein Skript auf diesem Computer kann vcam mit Open Sound Control (OSC) steuern. Andere Computer erreichen es nicht.</translation>
    </message>
    <message>
        <source>Let programs control vcam</source>
        <translation>Programme dürfen steuern</translation>
    </message>
    <message>
        <source>Port</source>
        <translation>Port</translation>
    </message>
    <message>
        <source>Port (UDP)</source>
        <translation>Port (UDP)</translation>
    </message>
    <message>
        <source>What can be sent</source>
        <translation>Was gesendet werden kann</translation>
    </message>
    <message>
        <source>an avatar by its name</source>
        <translation>ein Avatar nach Namen</translation>
    </message>
    <message>
        <source>an avatar by its number</source>
        <translation>ein Avatar nach Nummer</translation>
    </message>
    <message>
        <source>the next avatar</source>
        <translation>der nächste Avatar</translation>
    </message>
    <message>
        <source>the avatar before</source>
        <translation>der vorige Avatar</translation>
    </message>
    <message>
        <source>start or stop</source>
        <translation>starten oder anhalten</translation>
    </message>
    <message>
        <source>pause; 0 ends it</source>
        <translation>pausieren; 0 beendet es</translation>
    </message>
    <message>
        <source>the still card at once; 0 ends it</source>
        <translation>sofort die Standkarte; 0 beendet es</translation>
    </message>
    <message>
        <source>one edit</source>
        <translation>ein Regler</translation>
    </message>
    <message>
        <source>all edits back</source>
        <translation>alle Regler zurück</translation>
    </message>
    <message>
        <source>the edits of a look</source>
        <translation>die Regler eines Looks</translation>
    </message>
    <message>
        <source>an expression; 0 ends it</source>
        <translation>ein Ausdruck; 0 beendet ihn</translation>
    </message>
    <message>
        <source>your face now is the neutral one</source>
        <translation>dein Gesicht jetzt gilt als ruhig</translation>
    </message>
    <message>
        <source>From {low} to {high}. Double-click to reset</source>
        <translation>Von {low} bis {high}. Doppelklick setzt zurück</translation>
    </message>
    <message>
        <source>Sync offset in milliseconds</source>
        <translation>Sync-Versatz in Millisekunden</translation>
    </message>
    <message>
        <source>{ms} ms</source>
        <translation>{ms} ms</translation>
    </message>
    <message>
        <source>Close the window</source>
        <translation>Fenster schließen</translation>
    </message>
    <message>
        <source>Keep vcam running?</source>
        <translation>vcam weiterlaufen lassen?</translation>
    </message>
    <message>
        <source>vcam can go on in the background, so that others keep seeing your avatar. Its icon in the tray brings the window back. The settings change this later.</source>
        <translation>vcam kann im Hintergrund weiterlaufen, sodass andere deinen Avatar weiter sehen. Sein Symbol in der Leiste bringt das Fenster zurück. In den Einstellungen lässt sich das später ändern.</translation>
    </message>
    <message>
        <source>Quit vcam</source>
        <translation>vcam beenden</translation>
    </message>
    <message>
        <source>Position in the video or motion</source>
        <translation>Stelle im Video oder in der Bewegung</translation>
    </message>
    <message>
        <source>Where it stands (Ctrl+Left, Ctrl+Right). Double-click for the beginning</source>
        <translation>Wo es gerade steht (Strg+Links, Strg+Rechts). Doppelklick für den Anfang</translation>
    </message>
    <message>
        <source>Pause the video or motion</source>
        <translation>Video oder Bewegung anhalten</translation>
    </message>
    <message>
        <source>Play the video or motion</source>
        <translation>Video oder Bewegung abspielen</translation>
    </message>
    <message>
        <source>Hide vcam</source>
        <translation>vcam verbergen</translation>
    </message>
    <message>
        <source>Start or stop</source>
        <translation>Starten oder anhalten</translation>
    </message>
    <message>
        <source>Panic: show the card</source>
        <translation>Panik: Karte zeigen</translation>
    </message>
    <message>
        <source>First to sixth expression</source>
        <translation>Erster bis sechster Ausdruck</translation>
    </message>
    <message>
        <source>First to ninth avatar</source>
        <translation>Erster bis neunter Avatar</translation>
    </message>
    <message>
        <source>The next avatar</source>
        <translation>Der nächste Avatar</translation>
    </message>
    <message>
        <source>The avatar before</source>
        <translation>Der vorige Avatar</translation>
    </message>
    <message>
        <source>Add a photo from the clipboard</source>
        <translation>Ein Foto aus der Zwischenablage hinzufügen</translation>
    </message>
    <message>
        <source>Rename the avatar that has the focus</source>
        <translation>Den Avatar im Fokus umbenennen</translation>
    </message>
    <message>
        <source>Remove it</source>
        <translation>Ihn entfernen</translation>
    </message>
    <message>
        <source>Move it earlier or later</source>
        <translation>Ihn nach vorn oder hinten schieben</translation>
    </message>
    <message>
        <source>Play or pause the video or motion</source>
        <translation>Video oder Bewegung abspielen oder anhalten</translation>
    </message>
    <message>
        <source>Wind it back or forward</source>
        <translation>Zurück- oder vorspulen</translation>
    </message>
    <message>
        <source>Keys</source>
        <translation>Tasten</translation>
    </message>
    <message>
        <source>Avatar</source>
        <translation>Avatar</translation>
    </message>
    <message>
        <source>Show vcam</source>
        <translation>vcam zeigen</translation>
    </message>
    <message>
        <source>Tracking</source>
        <translation>Verfolgung</translation>
    </message>
    <message>
        <source>vcam: not running</source>
        <translation>vcam: läuft nicht</translation>
    </message>
    <message>
        <source>vcam: others see the still card</source>
        <translation>vcam: andere sehen die Standkarte</translation>
    </message>
    <message>
        <source>vcam: live</source>
        <translation>vcam: live</translation>
    </message>
    <message>
        <source>vcam: asleep until somebody watches</source>
        <translation>vcam: schläft, bis jemand zusieht</translation>
    </message>
    <message>
        <source>Show the guide</source>
        <translation>Anleitung zeigen</translation>
    </message>
    <message>
        <source>opening the folder</source>
        <translation>Öffnen des Ordners</translation>
    </message>
    <message>
        <source>Recordings have no sound. To record your voice too, record in OBS: add vcam&apos;s camera and your microphone there.</source>
        <translation>Aufnahmen haben keinen Ton. Um auch deine Stimme aufzunehmen, nimm in OBS auf: füge dort die Kamera von vcam und dein Mikrofon hinzu.</translation>
    </message>
    <message>
        <source>The recording is saved as {name}.</source>
        <translation>Die Aufnahme ist als {name} gesichert.</translation>
    </message>
    <message>
        <source>The picture is saved as {name}.</source>
        <translation>Das Bild ist als {name} gesichert.</translation>
    </message>
    <message>
        <source>Show in folder</source>
        <translation>Im Ordner zeigen</translation>
    </message>
    <message>
        <source>Audio delay for OBS</source>
        <translation>Tonverzögerung für OBS</translation>
    </message>
    <message>
        <source>Calibrating. {advice}</source>
        <translation>Kalibrierung: {advice}</translation>
    </message>
    <message>
        <source>The driver</source>
        <translation>Die Bewegungsquelle</translation>
    </message>
    <message>
        <source>looking for cameras</source>
        <translation>Suchen nach Kameras</translation>
    </message>
    <message>
        <source>The look is saved as {name}.</source>
        <translation>Der Look ist als {name} gesichert.</translation>
    </message>
    <message>
        <source>using a look</source>
        <translation>Verwenden eines Looks</translation>
    </message>
    <message>
        <source>Sample motion: {name}</source>
        <translation>Beispiel: {name}</translation>
    </message>
    <message>
        <source>{name} (not connected)</source>
        <translation>{name} (nicht angeschlossen)</translation>
    </message>
    <message>
        <source>Last camera (not connected)</source>
        <translation>Letzte Kamera (nicht angeschlossen)</translation>
    </message>
    <message>
        <source>Driven by</source>
        <translation>Bewegt von</translation>
    </message>
    <message>
        <source>What drives the avatar</source>
        <translation>Was den Avatar bewegt</translation>
    </message>
    <message>
        <source>Open a video or motion file</source>
        <translation>Video oder Bewegung öffnen</translation>
    </message>
    <message>
        <source>Nothing found</source>
        <translation>Nichts gefunden</translation>
    </message>
    <message>
        <source>Looking for cameras ...</source>
        <translation>Sucht Kameras ...</translation>
    </message>
    <message>
        <source>No camera is connected. Plug one in, or open a video.</source>
        <translation>Keine Kamera ist angeschlossen. Schließe eine an, oder öffne ein Video.</translation>
    </message>
    <message>
        <source>No camera is connected. The sample motion shows what vcam does.</source>
        <translation>Keine Kamera ist angeschlossen. Die Beispielbewegung zeigt, was vcam tut.</translation>
    </message>
    <message>
        <source>Tracked face</source>
        <translation>Verfolgtes Gesicht</translation>
    </message>
    <message>
        <source>The points that tracking finds. Your camera picture is neither shown nor sent.</source>
        <translation>Die Punkte, die die Verfolgung findet. Dein Kamerabild wird weder gezeigt noch gesendet.</translation>
    </message>
    <message>
        <source>No face in view</source>
        <translation>Kein Gesicht im Bild</translation>
    </message>
    <message>
        <source>Shows your face&apos;s points when live</source>
        <translation>Zeigt live die Punkte deines Gesichts</translation>
    </message>
    <message>
        <source>Send to the virtual camera</source>
        <translation>An die virtuelle Kamera senden</translation>
    </message>
    <message>
        <source>Send the picture to call apps</source>
        <translation>Das Bild an Videoprogramme senden</translation>
    </message>
    <message>
        <source>Check again</source>
        <translation>Erneut prüfen</translation>
    </message>
    <message>
        <source>In your call app, choose the camera “{name}”.</source>
        <translation>Wähle im Videoprogramm die Kamera „{name}“.</translation>
    </message>
    <message>
        <source>There is no virtual camera yet. {help}</source>
        <translation>Es gibt noch keine virtuelle Kamera. {help}</translation>
    </message>
    <message>
        <source>{name}, in use</source>
        <translation>{name}, benutzt</translation>
    </message>
    <message>
        <source>{name} is added.</source>
        <translation>{name} ist hinzugefügt.</translation>
    </message>
    <message>
        <source>Synthetic avatar</source>
        <translation>Synthetischer Avatar</translation>
    </message>
</context>
</TS>
