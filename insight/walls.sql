-- The numbers hold no child, but the small ones are there as they are: only who shall see the whole town may ask for
-- them, and the page withholds the small ones. Nobody writes them over the web.
CREATE POLICY sight ON insight_count FOR SELECT TO kring_web USING ((SELECT law.asking_has('MUNICIPAL_LEAD')));
GRANT SELECT ON insight_count TO kring_web;
