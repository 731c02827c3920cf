using AutoMapper;
using Microsoft.EntityFrameworkCore;
using PupilSupport.Application.Common.Persistence;
using PupilSupport.Domain.Common;
using PupilSupport.Infrastructure.Persistence.Interceptors;

namespace PupilSupport.Infrastructure.Persistence;

internal sealed class Answers(AppDbContext context, IMapper mapper, TimeProvider clock) : IAnswers
{
    public TDto Map<TDto>(IAggregateRoot root)
    {
        context.ChangeTracker.DetectChanges();
        var entry = context.ChangeTracker.Entries<IAggregateRoot>().Single(e => ReferenceEquals(e.Entity, root));
        var partChanged = context.ChangeTracker.Entries<IPart>()
            .Any(e => e.Entity.RootId == root.RecordId && e.State is EntityState.Added or EntityState.Modified or EntityState.Deleted);
        if (entry.State == EntityState.Modified || partChanged)
        {
            RecordKeeper.Raise(entry, clock.GetUtcNow());
        }

        return mapper.Map<TDto>(root);
    }
}
