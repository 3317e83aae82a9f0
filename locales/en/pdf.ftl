# Looking at a PDF
pdf-opening = Opening…
pdf-page = Page { $number } of { $all }
pdf-back = Previous page (Page Up)
pdf-on = Next page (Page Down)
pdf-smaller = Smaller (−)
pdf-larger = Larger (+)
pdf-broken = This PDF is damaged and cannot be shown here. Try to open it in another program, or ask for it again.
pdf-locked = This PDF is locked with a password. Open it in another program, which will ask for it.
pdf-slow = This PDF is too intricate to be shown here. Open it in another program.
pdf-big = The file is larger than 50 MB and is not shown here. Open it in another program.
pdf-first-pages = Only the first pages are shown: { $count } of { $all }. Open the rest in another program.
pdf-page-fault = This page cannot be shown.
