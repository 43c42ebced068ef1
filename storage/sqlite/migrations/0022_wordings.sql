-- Evidence says by now whether an article was written from an earlier wording of its post, and handovers what other sites
-- wrote: versions before this one cannot read either. There is nothing to change in what is stored.
SELECT 1;
